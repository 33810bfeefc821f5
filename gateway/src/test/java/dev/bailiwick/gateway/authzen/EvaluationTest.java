package dev.bailiwick.gateway.authzen;

import static dev.bailiwick.gateway.testing.Doors.json;
import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.register.Credentials.Use;
import dev.bailiwick.procedure.testing.ManualClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private final Doors doors = Doors.open();

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void the_answer_says_tier_rule_policy_version_and_log_number() {
        var answer = evaluate("t2", "{}");
        var context = context(answer);

        assertThat(Fields.of(answer).flag("decision")).isTrue();
        assertThat(Fields.of(context).number("tier")).isEqualTo(2);
        assertThat(context.string("rule")).contains("permit");
        assertThat(context.string("policyVersion"))
                .contains(doors.house.facts.now().policies().digest().hex());
        var entry = doors.house.log.entries().get((int) Fields.of(context).number("auditSeq"));
        assertThat(entry.kind()).isEqualTo(Event.Kind.ASKED);
        assertThat(context.array("obligations").values()).containsExactly(new JsonString("review=weekly"));
    }

    @Test
    void an_evaluation_opens_no_task_and_spends_no_approval() {
        evaluate("t3", "{}");
        assertThat(doors.house.approvals.count(EnumSet.allOf(State.class))).isZero();

        var task = submitted(evaluate("t3", "{}"), "t3", "{}");
        doors.house.desk.decide(task, by(BUSINESS), true, "", Optional.empty());
        for (int i = 0; i < 3; i++)
            assertThat(Fields.of(evaluate("t3", "{}")).flag("decision")).isTrue();
        assertThat(doors.house.approvals.find(task).orElseThrow().state()).isEqualTo(State.APPROVED);
        assertThat(context(evaluate("t3", "{}")).string("task")).contains(task.value());
    }

    @Test
    void a_caller_asks_for_its_own_agent_alone() {
        for (String subject : new String[] {
            "{\"type\":\"agent\",\"id\":\"lab\"}",
            "{\"type\":\"user\",\"id\":\"desk\"}",
            "{\"type\":\"agent\",\"id\":\"desk \"}"
        }) {
            long before = doors.house.log.of(Event.Kind.ASKED).size();
            var answer = json(doors.post(
                    Use.ASK,
                    "/access/v1/evaluation",
                    "{\"subject\":" + subject
                            + ",\"action\":{\"name\":\"t1\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}"));

            assertThat(Fields.of(answer).flag("decision")).as(subject).isFalse();
            assertThat(context(answer).string("reason")).contains("subject_mismatch");
            assertThat(doors.house.log.of(Event.Kind.ASKED)).hasSize((int) before);
        }
    }

    @Test
    void what_a_caller_says_about_tier_verb_approval_and_source_changes_nothing() {
        var answer = json(doors.post(Use.ASK, "/access/v1/evaluation", """
                {"subject":{"type":"agent","id":"desk","properties":{"tier":1}},
                 "action":{"name":"t3","properties":{"verb":"read","tier":1,"arguments":{}}},
                 "context":{"tier":1,"approval":{"id":"task-0000000001"},"source":"operator"}}"""));

        assertThat(Fields.of(answer).flag("decision")).isFalse();
        assertThat(Fields.of(context(answer)).number("tier")).isEqualTo(3);
        var entry = doors.house.log.of(Event.Kind.ASKED).getLast();
        assertThat(entry.body().array("ignored").values())
                .as("what was ignored is in the log")
                .containsExactly(
                        new JsonString("approval"),
                        new JsonString("source"),
                        new JsonString("tier"),
                        new JsonString("verb"));
    }

    @Test
    void a_refusal_carries_no_access_request() {
        var freeze = new Freeze("looking into it", "person:ian", ManualClock.START);
        doors.house.facts.change(facts -> facts.with(new Freezes(Optional.empty(), Map.of(AGENT, freeze))));
        var context = context(evaluate("t3", "{}"));

        assertThat(context.string("reason")).contains("frozen");
        assertThat(context.string("contact")).contains("the security team");
        assertThat(context.has("access_request")).isFalse();
    }

    @Test
    void a_log_that_cannot_be_written_denies_everything() {
        doors.house.log.breakDown();
        var answer = evaluate("t1", "{}");

        assertThat(Fields.of(answer).flag("decision")).isFalse();
        assertThat(context(answer).string("reason")).contains("audit_unavailable");
    }

    @Test
    void a_defect_of_ours_denies() {
        assertThat(context(evaluate("broken", "{}")).string("reason")).contains("internal");
    }

    @Test
    void arguments_without_a_canonical_form_are_denied() {
        assertThat(context(evaluate("t1", "{\"n\":0.12345678901234567890123}")).string("reason"))
                .contains("invalid_request");
    }

    @Test
    void an_access_request_opens_the_task_that_the_denial_was_about() {
        var denial = evaluate("t3", "{\"to\":\"x@example.org\"}");
        var answer = submit(denial, "t3", "{\"to\":\"x@example.org\"}", Map.of());
        var task = json(answer).object("task").orElseThrow();

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).isEqualTo(task.string("status_endpoint"));
        assertThat(task.string("status")).contains("pending");
        var opened = doors.house
                .approvals
                .find(new TaskId(task.string("id").orElseThrow()))
                .orElseThrow();
        assertThat(opened.attempt().object("arguments").orElseThrow().string("to"))
                .contains("x@example.org");
    }

    @Test
    void the_task_handle_follows_the_task_and_belongs_to_its_agent() {
        var task = submitted(evaluate("t3", "{}"), "t3", "{}");
        String path = "/access/v1/requests/" + task;
        assertThat(doors.get(Use.ASK, path).headers().firstValue("Retry-After")).isPresent();
        doors.house.desk.decide(task, by(BUSINESS), true, "", Optional.empty());

        var approved = json(doors.get(Use.ASK, path));
        assertThat(approved.object("task").orElseThrow().string("status")).contains("approved");
        assertThat(approved.object("result").orElseThrow().string("mode")).contains("reevaluate");
        assertThat(doors.get(Use.REPORT, path).statusCode()).isEqualTo(401);
        assertThat(doors.get(Use.ASK, "/access/v1/requests/task-9999999999").statusCode())
                .isEqualTo(404);
        assertThat(doors.get(Use.ASK, "/access/v1/requests/nonsense").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_request_for_anything_but_what_was_denied_is_refused() {
        var denial = evaluate("t3", "{\"to\":\"x@example.org\"}");

        var other = submit(denial, "t3", "{\"to\":\"y@example.org\"}", Map.of());
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(other.body()).contains("urn:openid:authzen:access-request:error:invalid_denial_binding");
        assertThat(doors.house.approvals.count(EnumSet.allOf(State.class))).isZero();
    }

    @Test
    void a_made_up_or_altered_token_is_refused() {
        var request = context(evaluate("t3", "{}")).object("access_request").orElseThrow();
        String token = request.string("binding_token").orElseThrow();
        String expires = request.string("expires_at").orElseThrow();
        int middle = token.indexOf('.') + 5;
        String altered =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);

        for (String wrong : new String[] {"", "x", "a.b.c", altered, token + "x", token.substring(1)}) {
            assertThat(submit(wrong, expires, "t3", "{}", Map.of()).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(submit(token, "2030-01-01T00:00:00Z", "t3", "{}", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(submit(token, expires, "t3", "{}", Map.of()).statusCode()).isEqualTo(202);
    }

    @Test
    void a_denial_that_is_too_old_must_be_evaluated_again() {
        var denial = evaluate("t3", "{}");
        doors.house.clock.advance(Duration.ofMinutes(11));

        var answer = submit(denial, "t3", "{}", Map.of());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("expired_denial");
    }

    @Test
    void one_token_opens_one_task_even_after_it_was_decided() {
        var denial = evaluate("t3", "{}");
        var task = submitted(denial, "t3", "{}");
        doors.house.desk.decide(task, by(BUSINESS), false, "no", Optional.empty());

        var again = json(submit(denial, "t3", "{}", Map.of())).object("task").orElseThrow();
        assertThat(again.string("id")).contains(task.value());
        assertThat(again.string("status")).contains("denied");
    }

    @Test
    void an_idempotency_key_gets_the_same_task_and_no_other_request() {
        var key = Map.of("Idempotency-Key", "7b8d0f0d");
        var denial = evaluate("t3", "{}");
        var first = submit(denial, "t3", "{}", key);
        var second = submit(denial, "t3", "{}", key);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(submit(evaluate("t3", "{\"n\":1}"), "t3", "{\"n\":1}", key).statusCode())
                .isEqualTo(409);
    }

    @Test
    void an_action_that_no_approval_can_help_any_more_cannot_be_requested() {
        var denial = evaluate("t3", "{}");
        var freeze = new Freeze("stop", "person:ian", ManualClock.START);
        doors.house.facts.change(facts -> facts.with(new Freezes(Optional.of(freeze), Map.of())));

        var answer = submit(denial, "t3", "{}", Map.of());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:openid:authzen:access-request:error:not_requestable");
    }

    private JsonObject evaluate(String tool, String arguments) {
        var answer = doors.post(Use.ASK, "/access/v1/evaluation", "{" + question(tool, arguments) + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static String question(String tool, String arguments) {
        return "\"subject\":{\"type\":\"agent\",\"id\":\"desk\"},\"action\":{\"name\":\"" + tool
                + "\",\"properties\":{\"arguments\":" + arguments + "}}";
    }

    private TaskId submitted(JsonObject denial, String tool, String arguments) {
        var answer = submit(denial, tool, arguments, Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new TaskId(json(answer).object("task").orElseThrow().string("id").orElseThrow());
    }

    private HttpResponse<String> submit(JsonObject denial, String tool, String arguments, Map<String, String> headers) {
        var request = context(denial).object("access_request").orElseThrow();
        return submit(
                request.string("binding_token").orElseThrow(),
                request.string("expires_at").orElseThrow(),
                tool,
                arguments,
                headers);
    }

    private HttpResponse<String> submit(
            String token, String expires, String tool, String arguments, Map<String, String> headers) {
        String denial = JsonObject.with("binding_token", token)
                .and("expires_at", expires)
                .build()
                .text();
        return doors.post(
                Use.ASK,
                "/access/v1/requests",
                "{" + question(tool, arguments) + ",\"denial\":" + denial + "}",
                headers);
    }

    private static JsonObject context(JsonObject answer) {
        return answer.object("context").orElseThrow();
    }
}
