package dev.bailiwick.console.approval;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.CONTACT;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.DORA;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The inbox and one approval: what is shown, who may press what, and what became of it. */
class ApprovalPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private static JsonObject mail(String to) {
        return JsonObject.with("to", to).and("body", "Hello <b>there</b>").build();
    }

    private State state(TaskId task) {
        return house.desk().find(task).orElseThrow().state();
    }

    @Test
    void the_inbox_shows_what_waits_and_its_empty_state() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/").body()).contains("Nothing waits for you.");
            var task = house.pending("message", mail("customer@example.net"));
            assertThat(ana.get("/").body())
                    .contains(task.value(), "customer@example.net", "you can decide")
                    .doesNotContain("Nothing waits for you.");
        }
    }

    @Test
    void twenty_six_waiting_tasks_are_two_pages() {
        for (int i = 0; i < 26; i++) house.pending("message", mail("c" + i + "@example.net"));
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/").body()).contains("Older").contains("26, 25 on this page for you");
            assertThat(ana.get("/?page=1").body()).contains("c0@example.net").contains("Newer");
        }
    }

    @Test
    void an_approval_shows_the_exact_arguments_as_text_and_approves_once() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house)) {
            String page = ana.get("/approvals/" + task).body();
            assertThat(page)
                    .contains("Hello &lt;b&gt;there&lt;/b&gt;", "written by the agent", "mail:customer@example.net")
                    .doesNotContain("<b>there</b>");
            var answer = ana.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(state(task)).isEqualTo(State.APPROVED);
            var again = ana.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.body()).contains("already approved");
        }
    }

    @Test
    void who_could_decide_asks_back_and_who_runs_the_agent_answers_in_words_set_apart() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house);
                var ben = Browsing.as(BEN, house)) {
            assertThat(ben.get("/approvals/" + task).body()).doesNotContain("Ask back", "Your answer");
            assertThat(ana.get("/approvals/" + task).body()).contains("Ask back instead of deciding");
            ana.post("/approvals/" + task + "/ask", Map.of("reason", "who is <i>this</i>?"));
            assertThat(ben.get("/").body()).contains("question open");
            assertThat(ben.get("/approvals/" + task).body())
                    .contains("Your answer", "who is &lt;i&gt;this&lt;/i&gt;?")
                    .doesNotContain("<i>this</i>");
            ben.post("/approvals/" + task + "/answer", Map.of("reason", "the customer of order 7"));
            assertThat(ana.get("/approvals/" + task).body()).contains("the customer of order 7", "Approve once");
            assertThat(ana.post("/approvals/" + task + "/ask", Map.of()).statusCode())
                    .isEqualTo(400);
            assertThat(state(task)).isEqualTo(State.PENDING);
        }
    }

    @Test
    void a_form_without_the_buttons_word_decides_nothing() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.post("/approvals/" + task + "/decide", Map.of("reason", "ok"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ana.post("/approvals/" + task + "/decide", Map.of("decision", "yes"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(state(task)).isEqualTo(State.PENDING);
        }
    }

    @Test
    void denying_needs_a_reason_and_the_agent_is_told_it() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var dora = Browsing.as(DORA, house)) {
            assertThat(dora.post("/approvals/" + task + "/decide", Map.of("decision", "deny"))
                            .statusCode())
                    .isEqualTo(400);
            dora.post("/approvals/" + task + "/decide", Map.of("decision", "deny", "reason", "not this customer"));
            assertThat(state(task)).isEqualTo(State.DENIED);
            assertThat(dora.get("/approvals/" + task).body()).contains("denied", "not this customer", CONTACT);
        }
    }

    @Test
    void who_may_not_approve_is_told_why_and_refused_when_pressing_all_the_same() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var cleo = Browsing.as(CLEO, house);
                var ben = Browsing.as(BEN, house)) {
            assertThat(cleo.get("/approvals/" + task).body())
                    .contains("Why you cannot approve this:")
                    .doesNotContain("Approve once");
            var pressed = cleo.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(pressed.statusCode()).isEqualTo(409);
            assertThat(pressed.body()).contains("Your answer did not count:");
            assertThat(ben.get("/approvals/" + task).body()).contains("you run this agent");
            assertThat(state(task)).isEqualTo(State.PENDING);
        }
    }

    @Test
    void an_infrastructure_change_needs_a_ticket() {
        var task = house.pending(
                "exec", JsonObject.with("command", "systemctl restart nginx").build());
        try (var cleo = Browsing.as(CLEO, house)) {
            assertThat(cleo.get("/approvals/" + task).body()).contains("No open ticket covers this now");
            var without = cleo.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(without.statusCode()).isEqualTo(409);
            assertThat(without.body()).contains("ticket");
            var free = cleo.post("/approvals/" + task + "/decide", Map.of("decision", "approve", "ticket", "trust me"));
            assertThat(free.statusCode()).isEqualTo(400);
            String ticket = cleo.openTicket(house);
            assertThat(cleo.get("/approvals/" + task).body()).contains(ticket);
            var with = cleo.post("/approvals/" + task + "/decide", Map.of("decision", "approve", "ticket", ticket));
            assertThat(with.statusCode()).isEqualTo(303);
            assertThat(state(task)).isEqualTo(State.APPROVED);
        }
    }

    @Test
    void expired_is_not_denied_and_cannot_be_approved() {
        var task = house.pending("message", mail("customer@example.net"));
        house.clock().advance(PlayedHouse.TTL.plus(Duration.ofSeconds(1)));
        try (var ana = Browsing.as(ANA, house)) {
            String page = ana.get("/approvals/" + task).body();
            assertThat(page).contains("expired").doesNotContain("Approve once");
            assertThat(ana.post("/approvals/" + task + "/decide", Map.of("decision", "approve"))
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void withdrawing_is_for_who_asked_or_runs_the_agent() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house);
                var ben = Browsing.as(BEN, house)) {
            assertThat(ana.post("/approvals/" + task + "/withdraw", Map.of("reason", "x"))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(ben.post("/approvals/" + task + "/withdraw", Map.of("reason", "mistake"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(state(task)).isEqualTo(State.WITHDRAWN);
        }
    }

    @Test
    void an_unknown_task_is_a_clear_404() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/approvals/task-0123456789zz").statusCode()).isEqualTo(404);
            assertThat(ana.get("/approvals/%3Cscript%3E").body()).contains("There is no such request for approval.");
        }
    }

    @Test
    void who_supplied_the_destination_stands_first_with_the_words_it_was_found_in() {
        house.supply(
                new Provenance(
                        "to", Source.UNTRUSTED, "call 7 (mail.read)", "send it to <i>customer@example.net</i>\u202e"),
                new Provenance("body", Source.PERSON, "message 2", "greet her"));
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/approvals/" + task).body())
                    .contains(
                            "<p class=\"supplied bad\"><span>Destination from</span> <b>untrusted content the agent read</b>",
                            "send it to &lt;i&gt;customer@example.net&lt;/i&gt;",
                            "call 7 (mail.read)",
                            "<b class=\"src person\">person</b>")
                    .doesNotContain("<i>customer", "\u202e");
        }
    }

    @Test
    void a_destination_nobody_wrote_and_one_the_log_cannot_tell_are_told_apart() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/approvals/" + task).body()).contains("the model alone: nobody wrote it");
        }
        assertThat(Supplied.of(Optional.empty()).destination()).contains("unknown");
        assertThat(Supplied.of(Optional.of(
                                JsonObject.with("judgement", JsonObject.EMPTY).build()))
                        .tone())
                .isEqualTo("bad");
    }

    @Test
    void denying_with_freeze_stops_the_agent_and_approving_with_it_does_nothing() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var dora = Browsing.as(DORA, house)) {
            var both = Map.of("decision", "approve", "freeze", "on", "reason", "odd");
            assertThat(dora.post("/approvals/" + task + "/decide", both).statusCode())
                    .isEqualTo(400);
            assertThat(house.currentFacts().now().freezes().of(DESK)).isEmpty();
            var deny = Map.of("decision", "deny", "freeze", "on", "reason", "it was talked into this");
            assertThat(dora.post("/approvals/" + task + "/decide", deny).statusCode())
                    .isEqualTo(303);
            assertThat(state(task)).isEqualTo(State.DENIED);
            assertThat(house.currentFacts().now().freezes().of(DESK)).isPresent();
            assertThat(house.currentFacts().now().freezes().of(SCOUT)).isEmpty();
        }
    }
}
