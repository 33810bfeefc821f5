package dev.bailiwick.console.api;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminApiTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private JsonObject ask(PersonId person, String request) {
        return house.console()
                .api()
                .handle(new Actor.Human(person, Actor.Channel.COMMAND_LINE), Json.parseObject(request));
    }

    private JsonObject done(PersonId person, String request) {
        var answer = ask(person, request);
        assertThat(answer.get("ok")).as(answer.text()).contains(new JsonBoolean(true));
        return answer.object("result").orElseThrow();
    }

    private String refused(PersonId person, String request, String why) {
        var answer = ask(person, request);
        assertThat(answer.string("why")).as(answer.text()).contains(why);
        return answer.string("message").orElseThrow();
    }

    @Test
    void an_approval_is_listed_shown_and_given_with_the_pages_checks() {
        var task =
                house.pending("message", JsonObject.with("to", "x@example.net").build());
        assertThat(done(ANA, "{\"verb\":\"approvals.list\"}").array("approvals").size())
                .isEqualTo(1);
        assertThat(done(CLEO, "{\"verb\":\"approvals.show\",\"id\":\"" + task + "\"}")
                        .string("obstacle"))
                .isPresent();
        assertThat(refused(CLEO, "{\"verb\":\"approvals.approve\",\"id\":\"" + task + "\"}", "refused"))
                .contains("function");
        assertThat(done(ANA, "{\"verb\":\"approvals.approve\",\"id\":\"" + task + "\"}")
                        .string("state"))
                .contains("approved");
        refused(ANA, "{\"verb\":\"approvals.deny\",\"id\":\"" + task + "\",\"reason\":\"late\"}", "refused");
        refused(ANA, "{\"verb\":\"approvals.withdraw\",\"id\":\"" + task + "\",\"reason\":\"late\"}", "refused");
        refused(ANA, "{\"verb\":\"approvals.show\",\"id\":\"task-0123456789\"}", "not-found");
    }

    @Test
    void denying_with_freeze_freezes_that_agent_even_when_the_no_came_too_late() {
        var task =
                house.pending("message", JsonObject.with("to", "x@example.net").build());
        done(ANA, "{\"verb\":\"approvals.approve\",\"id\":\"" + task + "\"}");
        refused(ANA, "{\"verb\":\"approvals.deny\",\"id\":\"" + task + "\",\"reason\":\"odd\"}", "refused");
        assertThat(house.currentFacts().now().freezes().of(DESK)).isEmpty();
        refused(
                ANA,
                "{\"verb\":\"approvals.deny\",\"id\":\"" + task + "\",\"reason\":\"odd\",\"freeze\":true}",
                "refused");
        assertThat(house.currentFacts().now().freezes().of(DESK)).isPresent();
    }

    @Test
    void levers_work_and_need_a_reason() {
        refused(ANA, "{\"verb\":\"freeze\",\"agent\":\"desk\"}", "bad-request");
        refused(ANA, "{\"verb\":\"freeze\",\"agent\":\"desk\",\"reason\":\" \"}", "bad-request");
        refused(ANA, "{\"verb\":\"freeze\",\"agent\":\"nobody\",\"reason\":\"x\"}", "not-found");
        done(ANA, "{\"verb\":\"freeze\",\"agent\":\"desk\",\"reason\":\"odd\"}");
        assertThat(house.currentFacts().now().freezes().of(DESK)).isPresent();
        refused(ANA, "{\"verb\":\"lift\",\"agent\":\"desk\",\"reason\":\"fine\"}", "refused");
        done(BEN, "{\"verb\":\"lift\",\"agent\":\"desk\",\"reason\":\"fine\"}");
        assertThat(house.currentFacts().now().freezes().of(DESK)).isEmpty();
        done(ANA, "{\"verb\":\"stop\",\"reason\":\"all\"}");
        assertThat(house.killed()).hasSize(2);
        refused(ANA, "{\"verb\":\"lift\",\"agent\":\"desk\",\"reason\":\"fine\"}", "refused");
    }

    @Test
    void agents_tickets_tools_log_and_status_answer() {
        house.attempt(DESK, "read", JsonObject.EMPTY);
        assertThat(done(ANA, "{\"verb\":\"agents.list\"}").array("agents").size())
                .isEqualTo(2);
        assertThat(done(ANA, "{\"verb\":\"agents.show\",\"agent\":\"desk\"}").string("step"))
                .contains("production");
        refused(ANA, "{\"verb\":\"agents.step\",\"agent\":\"desk\",\"step\":\"pilot\",\"reason\":\"x\"}", "refused");
        var ticket = done(
                ANA,
                "{\"verb\":\"tickets.open\",\"title\":\"t\",\"agent\":\"desk\",\"system\":\"s\","
                        + "\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2036-01-01T00:00:00Z\"}");
        String id = ticket.string("id").orElseThrow();
        done(ANA, "{\"verb\":\"tickets.cancel\",\"id\":\"" + id + "\"}");
        refused(ANA, "{\"verb\":\"tickets.close\",\"id\":\"" + id + "\"}", "refused");
        assertThat(done(ANA, "{\"verb\":\"tickets.list\"}").array("tickets").size())
                .isEqualTo(1);
        assertThat(done(ANA, "{\"verb\":\"tools.list\"}").array("tools").size()).isZero();
        assertThat(done(ANA, "{\"verb\":\"log.tail\",\"limit\":2}")
                        .array("entries")
                        .size())
                .isEqualTo(2);
        assertThat(done(ANA, "{\"verb\":\"log.search\",\"kind\":\"decision\",\"tier\":1}")
                        .array("entries")
                        .size())
                .isEqualTo(1);
        assertThat(done(ANA, "{\"verb\":\"log.show\",\"entry\":0}").string("kind"))
                .contains("decision");
        refused(ANA, "{\"verb\":\"log.show\",\"entry\":99999}", "not-found");
        assertThat(done(ANA, "{\"verb\":\"status\"}").has("pending")).isTrue();
        assertThat(done(ANA, "{\"verb\":\"sign-in.link\"}").string("path").orElseThrow())
                .startsWith("/sign-in?token=");
    }

    @Test
    void only_it_confirms_a_tool() {
        String confirm =
                "{\"verb\":\"tools.confirm\",\"digest\":\"" + "a".repeat(64) + "\",\"tier\":2,\"reason\":\"x\"}";
        assertThat(refused(CLEO, confirm, "refused")).contains("no tool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"verb\":\"nonsense\"}",
                "{\"verb\":\"status\",\"extra\":1}",
                "{\"verb\":\"approvals.show\",\"id\":\"../../etc\"}",
                "{\"verb\":\"approvals.deny\",\"id\":\"task-0123456789\"}",
                "{\"verb\":\"log.search\",\"tier\":9}",
                "{\"verb\":\"log.search\",\"kind\":\"x\"}",
                "{\"verb\":\"agents.step\",\"agent\":\"desk\",\"step\":\"heaven\",\"reason\":\"x\"}",
                "{\"verb\":7}"
            })
    void what_makes_no_sense_is_a_bad_request(String request) {
        refused(ANA, request, "bad-request");
    }

    @Test
    void somebody_not_active_is_refused_everything() {
        refused(EVE, "{\"verb\":\"status\"}", "refused");
    }

    @Test
    void without_the_log_nothing_is_changed() {
        house.log().breakDown();
        refused(
                CLEO,
                "{\"verb\":\"agents.step\",\"agent\":\"desk\",\"step\":\"draft\",\"reason\":\"x\"}",
                "unavailable");
        assertThat(refused(CLEO, "{\"verb\":\"freeze\",\"reason\":\"x\"}", "incomplete"))
                .contains("disk");
        assertThat(house.currentFacts().now().freezes().all()).isPresent();
    }
}
