package dev.bailiwick.gateway.authzen;

import static dev.bailiwick.gateway.testing.Doors.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The protocol cases of OpenID's certification scenario for AuthZEN 1.0 (Basic, Batch, Discovery), with the one subject
 * Bailiwick answers for: the agent itself. The action {@code t1} stands for the scenario's permitted one, {@code t3} for the
 * denied one.
 */
class CertificationTest {
    private static final String SUBJECT = "\"subject\":{\"type\":\"agent\",\"id\":\"desk\"}";
    private static final String PERMITTED = "\"action\":{\"name\":\"t1\"}";
    private static final String DENIED = "\"action\":{\"name\":\"t3\"}";
    private static final String RESOURCE = "\"resource\":{\"type\":\"record\",\"id\":\"record-1\"}";

    private final Doors doors = Doors.open();

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void a_permitted_and_a_denied_question_are_both_answered_with_200_and_a_boolean() {
        assertThat(decision(one(SUBJECT, PERMITTED, RESOURCE))).isTrue();
        assertThat(decision(one(SUBJECT, DENIED, RESOURCE))).isFalse();
    }

    @Test
    void a_context_changes_nothing() {
        assertThat(decision(one(
                        SUBJECT,
                        PERMITTED,
                        RESOURCE,
                        "\"context\":{\"time\":\"2025-06-27T18:03-07:00\",\"ip\":\"::1\"}")))
                .isTrue();
    }

    @Test
    void additional_properties_and_unknown_fields_are_ignored() {
        assertThat(decision(one(
                        "\"subject\":{\"type\":\"agent\",\"id\":\"desk\",\"properties\":{\"department\":\"Sales\"}}",
                        "\"action\":{\"name\":\"t1\",\"properties\":{\"method\":\"GET\"}}",
                        "\"resource\":{\"type\":\"record\",\"id\":\"1\",\"properties\":{\"owner\":\"bob\"}}",
                        "\"foo\":\"bar\",\"futureField\":{\"nested\":true}")))
                .isTrue();
    }

    @Test
    void the_answer_is_json_and_its_context_an_object() {
        var answer = evaluation("{" + String.join(",", SUBJECT, PERMITTED, RESOURCE) + "}");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(answer).object("context")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"resource\":{\"type\":\"record\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"read\"}}",
                "{\"subject\":{\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"r\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"agent\",\"id\":\"desk\"},\"action\":{\"name\":\"t1\"},\"resource\":{\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"agent\",\"id\":\"desk\"},\"action\":{\"name\":\"t1\"},\"resource\":{\"type\":\"r\"}}",
                "{\"subject\":\"alice\",\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"agent\",\"id\":\"desk\"},\"action\":{\"name\":123}}",
                "{\"subject\":{\"type\":\"agent\",\"id\":\"desk\"},\"action\":{\"name\":\"\"}}",
                "{\"subject\":{\"type\":\"agent\",\"id\":\"desk\"},\"action\":{\"name\":\"t1\"},\"context\":\"now\"}",
                "{\"subject\"",
                "not json",
                "[]",
                ""
            })
    void missing_and_mistyped_members_and_bodies_that_are_no_json_are_400_with_a_message(String body) {
        var answer = evaluation(body);

        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(answer.body()).isNotBlank();
    }

    @Test
    void another_content_type_is_400() {
        var answer = doors.post(
                Use.ASK,
                "/access/v1/evaluation",
                "{" + String.join(",", SUBJECT, PERMITTED, RESOURCE) + "}",
                Map.of("Content-Type", "text/plain"));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void a_request_keeps_its_id_in_answers_and_in_errors() {
        var id = Map.of("X-Request-ID", "bfe9eb29 / any text");
        String question = "{" + String.join(",", SUBJECT, PERMITTED, RESOURCE) + "}";

        assertThat(doors.post(Use.ASK, "/access/v1/evaluation", question, id)
                        .headers()
                        .firstValue("X-Request-ID"))
                .contains("bfe9eb29 / any text");
        for (var wrong : List.of(
                doors.post(Use.ASK, "/access/v1/evaluations", "{", id),
                doors.post(Use.REPORT, "/access/v1/evaluation", question, id))) {
            assertThat(wrong.headers().firstValue("X-Request-ID")).contains("bfe9eb29 / any text");
        }
    }

    @Test
    void the_same_question_gets_the_same_decision() {
        for (int i = 0; i < 5; i++)
            assertThat(decision(one(SUBJECT, DENIED, RESOURCE))).isFalse();
    }

    @Test
    void a_batch_answers_in_order_with_defaults_from_above() {
        assertThat(decisions(SUBJECT, RESOURCE, items("{" + PERMITTED + "}", "{" + DENIED + "}")))
                .containsExactly(true, false);
        assertThat(decisions(SUBJECT, DENIED, items("{" + RESOURCE + "}", "{" + PERMITTED + "}")))
                .containsExactly(false, true);
    }

    @Test
    void a_batch_may_spell_everything_out() {
        String first = "{" + String.join(",", SUBJECT, PERMITTED, RESOURCE) + "}";
        String second = "{" + String.join(",", SUBJECT, DENIED, RESOURCE) + "}";

        assertThat(decisions(items(first, second))).containsExactly(true, false);
    }

    @Test
    void a_context_is_inherited_or_replaced() {
        assertThat(decisions(
                        SUBJECT,
                        PERMITTED,
                        "\"context\":{\"time\":\"t\"}",
                        items("{" + RESOURCE + "}", "{" + RESOURCE + ",\"context\":{\"source\":\"override\"}}")))
                .containsExactly(true, true);
    }

    @Test
    void a_required_member_an_item_leaves_out_comes_from_the_default() {
        assertThat(decisions(
                        SUBJECT,
                        PERMITTED,
                        "\"resource\":{\"type\":\"record\"}",
                        items("{\"resource\":{\"id\":\"1\"}}", "{\"resource\":{\"type\":\"record\",\"id\":\"2\"}}")))
                .containsExactly(true, true);
    }

    @Test
    void a_wrong_item_is_denied_and_the_others_are_answered() {
        var answer = json(batch(
                SUBJECT, items("{" + PERMITTED + "}", "{}", "7", "{\"action\":{\"name\":7}}", "{" + PERMITTED + "}")));

        assertThat(decisions(answer)).containsExactly(true, false, false, false, true);
        assertThat(answer.array("evaluations").values().get(1).text()).contains("\"status\":400");
    }

    @Test
    void without_evaluations_a_batch_is_a_single_question() {
        for (String evaluations : List.of("\"more\":1", "\"evaluations\":[]")) {
            assertThat(decision(json(batch(SUBJECT, PERMITTED, RESOURCE, evaluations))))
                    .isTrue();
        }
    }

    @Test
    void the_three_semantics_stop_where_they_should() {
        String three = items("{" + PERMITTED + "}", "{" + DENIED + "}", "{" + PERMITTED + "}");

        assertThat(decisions(SUBJECT, three, semantic("execute_all"))).containsExactly(true, false, true);
        assertThat(decisions(SUBJECT, three, semantic("deny_on_first_deny"))).containsExactly(true, false);
        assertThat(decisions(SUBJECT, three, semantic("permit_on_first_permit")))
                .containsExactly(true);
        assertThat(batch(SUBJECT, three, semantic("guess")).statusCode()).isEqualTo(400);
        assertThat(batch(SUBJECT, "\"evaluations\":{}").statusCode()).isEqualTo(400);
    }

    @Test
    void a_batch_has_at_most_a_hundred_items() {
        String item = "{" + PERMITTED + "}";

        assertThat(batch(SUBJECT, "\"evaluations\":[" + (item + ",").repeat(100) + item + "]")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_metadata_names_the_decision_point_and_its_endpoints_to_anybody() {
        var answer = doors.send(HttpRequest.newBuilder(doors.base.resolve("/.well-known/authzen-configuration"))
                .build());
        var metadata = json(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(metadata.string("policy_decision_point")).contains("https://pdp.example");
        assertThat(metadata.string("access_evaluation_endpoint")).contains("https://pdp.example/access/v1/evaluation");
        assertThat(metadata.string("access_evaluations_endpoint"))
                .contains("https://pdp.example/access/v1/evaluations");
        assertThat(metadata.string("access_request_endpoint")).contains("https://pdp.example/access/v1/requests");
        assertThat(metadata.array("capabilities").size()).isOne();
    }

    private static String items(String... items) {
        return "\"evaluations\":[" + String.join(",", items) + "]";
    }

    private static String semantic(String word) {
        return "\"options\":{\"evaluations_semantic\":\"" + word + "\"}";
    }

    private JsonObject one(String... members) {
        var answer = evaluation("{" + String.join(",", members) + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> evaluation(String body) {
        return doors.post(Use.ASK, "/access/v1/evaluation", body);
    }

    private HttpResponse<String> batch(String... members) {
        return doors.post(Use.ASK, "/access/v1/evaluations", "{" + String.join(",", members) + "}");
    }

    private List<Boolean> decisions(String... members) {
        var answer = batch(members);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return decisions(Json.parseObject(answer.body()));
    }

    private static List<Boolean> decisions(JsonObject answer) {
        return answer.array("evaluations").values().stream()
                .map(CertificationTest::decision)
                .toList();
    }

    private static boolean decision(JsonValue answer) {
        return Fields.of(answer).flag("decision");
    }
}
