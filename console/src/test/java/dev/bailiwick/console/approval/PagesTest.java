package dev.bailiwick.console.approval;

import static dev.bailiwick.console.testing.PlayedHouse.ADA;
import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.CONTACT;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.DORA;
import static dev.bailiwick.console.testing.PlayedHouse.FAY;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Verdict;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagesTest {
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
    void a_deputy_sees_in_whose_place_the_yes_would_count_and_everybody_that_it_did() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house);
                var cleo = Browsing.as(CLEO, house)) {
            assertThat(ana.get("/people/deputies").body()).contains("Nobody stands in for anybody.", "Hand over");
            var form = Map.of(
                    "to", "cleo", "function-business", "on", "from", "2020-01-01T00:00", "until", "2020-01-08T00:00");
            assertThat(ana.post("/people/deputies", plus(form, "reason", "holidays"))
                            .body())
                    .contains("that is over already");
            var now = LocalDateTime.ofInstant(house.clock().instant(), ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.MINUTES);
            var until = plus(
                    plus(form, "from", now.toString()), "until", now.plusDays(2).toString());
            ana.post("/people/deputies", plus(until, "reason", "holi<i>days</i>"));
            assertThat(ana.get("/people/deputies").body())
                    .contains("for ana: Business", "holi&lt;i&gt;days&lt;/i&gt;", "in force");
            assertThat(cleo.get("/approvals/" + task).body())
                    .contains("Your yes counts <b>in the place of ana, who lent you Business");
            cleo.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(cleo.get("/approvals/" + task).body()).contains("<b>for ana</b>");
        }
    }

    private static Map<String, String> plus(Map<String, String> form, String name, String value) {
        var more = new java.util.HashMap<>(form);
        more.put(name, value);
        return more;
    }

    @Test
    void the_page_says_who_is_told_next_and_who_was_told() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/approvals/" + task).body()).contains("unanswered, who is on call is told at");
            house.clock().advance(Duration.ofMinutes(2));
            house.desk().escalate(PlayedHouse.ESCALATION);
            assertThat(ana.get("/approvals/" + task).body())
                    .contains("Nobody answered: <b>ana</b> told", "unanswered, Security is told at");
        }
    }

    @Test
    void the_glass_is_broken_by_whoever_has_that_role_and_everybody_sees_that_it_was() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var cleo = Browsing.as(CLEO, house);
                var fay = Browsing.as(FAY, house)) {
            assertThat(cleo.get("/break-glass").body()).contains("Why you cannot break it:", "Emergency approver");
            String ticket = openTicket(cleo);
            var form = Map.of("agent", "desk", "ticket", ticket, "minutes", "20");
            assertThat(fay.post("/break-glass", form).statusCode()).isEqualTo(400);
            assertThat(fay.post("/break-glass", plus(form, "reason", "down")).statusCode())
                    .isEqualTo(303);
            assertThat(fay.post("/break-glass", plus(form, "reason", "again")).body())
                    .contains("has broken the glass until");
            assertThat(cleo.get("/break-glass").body()).contains("broken now", "for desk: down");
            assertThat(fay.get("/approvals/" + task).body()).contains("Your yes counts <b>under the glass you broke");
            fay.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(cleo.get("/approvals/" + task).body()).contains("<b>under glass-");
        }
    }

    @Test
    void the_page_of_quality_says_how_people_answer_and_has_an_empty_state() {
        try (var ana = Browsing.as(ANA, house);
                var dora = Browsing.as(DORA, house)) {
            assertThat(ana.get("/quality").body()).contains("Nobody was asked anything.");
            var task = house.pending("message", mail("customer@example.net"));
            ana.get("/approvals/" + task);
            ana.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(ana.get("/quality").body()).contains("<th scope=\"row\">ana</th>", "100 %");
            assertThat(dora.get("/quality").body()).doesNotContain("<th scope=\"row\">ana</th>");
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
            String ticket = openTicket(cleo);
            assertThat(cleo.get("/approvals/" + task).body()).contains(ticket);
            var with = cleo.post("/approvals/" + task + "/decide", Map.of("decision", "approve", "ticket", ticket));
            assertThat(with.statusCode()).isEqualTo(303);
            assertThat(state(task)).isEqualTo(State.APPROVED);
        }
    }

    private String openTicket(Browsing person) {
        var now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        person.post(
                "/tickets",
                Map.of(
                        "title",
                        "Restart the proxy",
                        "agent",
                        "desk",
                        "system",
                        "nginx",
                        "from",
                        now.minusHours(1).toString(),
                        "until",
                        now.plusHours(1).toString()));
        return house.tickets().list(1, 0).getFirst().id().value();
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
    void the_agents_page_says_who_is_not_protected_and_why() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/agents").body())
                    .contains("Not protected: nothing is stopped while this agent is only observed.")
                    .contains("share the account bailiwick")
                    .contains("no heartbeat yet");
            house.beat(DESK);
            assertThat(ana.get("/agents/desk").body()).contains("enforcement alive");
            house.clock().advance(Duration.ofSeconds(5));
            assertThat(ana.get("/agents/desk").body()).contains("heartbeat lost");
        }
    }

    @Test
    void observed_calls_are_counted_as_what_they_would_have_been() {
        house.attempt(SCOUT, "read", JsonObject.EMPTY);
        house.attempt(SCOUT, "message", mail("x@example.net"));
        house.attempt(SCOUT, "upload", JsonObject.EMPTY);
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/agents/scout").body())
                    .contains("3 calls: 1 pass, 1 would ask, 1 would be refused")
                    .contains("would have been refused");
        }
    }

    @Test
    void freezing_needs_a_reason_and_holds_at_once_and_lifting_needs_a_yes() {
        try (var ana = Browsing.as(ANA, house);
                var ben = Browsing.as(BEN, house)) {
            assertThat(ana.post("/agents/desk/freeze", Map.of()).statusCode()).isEqualTo(400);
            assertThat(ana.post("/agents/desk/freeze", Map.of("reason", "odd mail"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(house.currentFacts().now().freezes().of(DESK)).isPresent();
            assertThat(ana.get("/agents/desk").body()).contains("odd mail");
            assertThat(ana.post("/agents/desk/lift", Map.of("reason", "fine")).statusCode())
                    .isEqualTo(400);
            ana.post("/agents/desk/lift", Map.of("reason", "fine", "sure", "yes"));
            assertThat(house.currentFacts().now().freezes().of(DESK))
                    .as("lifting opens: business does not")
                    .isPresent();
            ben.post("/agents/desk/lift", Map.of("reason", "fine", "sure", "yes"));
            assertThat(house.currentFacts().now().freezes().of(DESK)).isEmpty();
        }
    }

    @Test
    void freezing_everything_shows_on_every_page() {
        try (var ana = Browsing.as(ANA, house)) {
            ana.post("/agents/freeze", Map.of("reason", "incident 7"));
            assertThat(ana.get("/timeline").body()).contains("Everything is frozen.", "incident 7");
            assertThat(ana.post("/agents/desk/lift", Map.of("reason", "x", "sure", "yes"))
                            .statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void stopping_needs_a_yes_freezes_and_kills() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.post("/agents/desk/stop", Map.of("reason", "now")).statusCode())
                    .isEqualTo(400);
            assertThat(house.killed()).isEmpty();
            assertThat(ana.post("/agents/desk/stop", Map.of("reason", "now", "sure", "yes"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(house.killed()).containsExactly(DESK);
            assertThat(house.currentFacts().now().freezes().of(DESK)).isPresent();
        }
    }

    @Test
    void a_step_is_refused_with_its_reason_and_set_by_who_may() {
        try (var dora = Browsing.as(DORA, house);
                var cleo = Browsing.as(CLEO, house)) {
            var refused = dora.post("/agents/scout/step", Map.of("step", "pilot", "reason", "go"));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("operator, Security or IT may do this");
            var shared = cleo.post("/agents/scout/step", Map.of("step", "production", "reason", "go"));
            assertThat(shared.body()).contains("share the account");
            cleo.post("/agents/scout/step", Map.of("step", "pilot", "reason", "observed long enough"));
            assertThat(house.currentFacts().now().agent(SCOUT).orElseThrow().step())
                    .isEqualTo(Step.PILOT);
            assertThat(cleo.post("/agents/scout/step", Map.of("step", "heaven", "reason", "go"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void every_denial_shows_its_number_why_what_next_and_whom_to_ask() {
        var verdict = (Verdict.Refused) house.attempt(
                DESK, "upload", JsonObject.with("target", "paste.example").build());
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/timeline/" + verdict.entry()).body())
                    .contains("number " + verdict.entry())
                    .contains("a secret must not leave the house")
                    .contains("secret_leaves")
                    .contains("take the secret out")
                    .contains(CONTACT);
        }
    }

    @Test
    void the_timeline_filters_by_agent_kind_tier_answer_and_text() {
        house.attempt(DESK, "read", JsonObject.with("target", "alpha").build());
        house.attempt(DESK, "upload", JsonObject.with("target", "bravo").build());
        house.attempt(SCOUT, "read", JsonObject.with("target", "charlie").build());
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(lines(ana, "agent=desk")).contains("alpha", "bravo").doesNotContain("charlie");
            assertThat(lines(ana, "answer=refused")).contains("bravo").doesNotContain("alpha");
            assertThat(lines(ana, "tier=1")).contains("alpha", "charlie").doesNotContain("bravo");
            assertThat(lines(ana, "text=CHARLIE")).contains("charlie").doesNotContain("alpha");
            assertThat(lines(ana, "kind=sign-in")).contains("signed-in").doesNotContain("alpha");
            assertThat(ana.get("/timeline?kind=nonsense").statusCode()).isEqualTo(400);
            assertThat(ana.get("/timeline?tier=9").statusCode()).isEqualTo(400);
            assertThat(ana.get("/timeline?before=abc").statusCode()).isEqualTo(400);
        }
    }

    private static String lines(Browsing person, String query) {
        String body = person.get("/timeline?" + query).body();
        return body.substring(body.indexOf("</form>", body.indexOf("role=\"search\"")));
    }

    @Test
    void the_timeline_pages_back_to_the_beginning() {
        for (int i = 0; i < 120; i++)
            house.attempt(DESK, "read", JsonObject.with("target", "t" + i + ".").build());
        try (var ana = Browsing.as(ANA, house)) {
            String first = ana.get("/timeline?kind=decision").body();
            assertThat(first).contains("t119.").doesNotContain("t60.").contains("before=");
            String second = ana.get("/timeline?kind=decision&before=70").body();
            assertThat(second).contains("t69.").contains("t20.");
            assertThat(ana.get("/timeline?kind=decision&before=20").body()).contains("t0.");
        }
    }

    @Test
    void it_gives_an_unknown_tool_its_tier_and_nobody_else() {
        house.attempt(DESK, "frobnicate", JsonObject.with("target", "x").build());
        house.worklist().note(unknown());
        var digest = house.tools().list(1, 0).getFirst().digest();
        try (var ana = Browsing.as(ANA, house);
                var cleo = Browsing.as(CLEO, house)) {
            assertThat(ana.get("/tools").body()).contains("frobnicate", "Only IT puts tools into a tier");
            var confirm = Map.of("tier", "2", "reason", "writes a note inside");
            assertThat(ana.post("/tools/" + digest + "/confirm", confirm).statusCode())
                    .isEqualTo(403);
            assertThat(cleo.post("/tools/" + digest + "/confirm", Map.of("tier", "7", "reason", "x"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(cleo.post("/tools/" + digest + "/confirm", confirm).statusCode())
                    .isEqualTo(303);
            assertThat(house.currentFacts().now().confirmed()).hasSize(1);
            assertThat(cleo.post("/tools/zz/confirm", confirm).statusCode()).isEqualTo(404);
        }
    }

    private static dev.bailiwick.core.decision.Attempt unknown() {
        return new dev.bailiwick.core.decision.Attempt(
                DESK,
                new dev.bailiwick.core.value.SessionId("s"),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                "frobnicate",
                JsonObject.with("target", "x").build(),
                dev.bailiwick.core.decision.Origin.UNKNOWN,
                java.util.Optional.empty());
    }

    @Test
    void tickets_are_opened_closed_and_cancelled_and_bad_plans_are_refused() {
        try (var ana = Browsing.as(ANA, house)) {
            String ticket = openTicket(ana);
            assertThat(ana.get("/tickets").body()).contains(ticket, "Restart the proxy", "open, inside its window");
            ana.post("/tickets/" + ticket + "/close", Map.of());
            assertThat(ana.get("/tickets").body()).contains("closed");
            assertThat(ana.post("/tickets/" + ticket + "/cancel", Map.of()).statusCode())
                    .isEqualTo(409);
            var backwards = Map.of(
                    "title",
                    "x",
                    "agent",
                    "desk",
                    "system",
                    "y",
                    "from",
                    "2026-01-02T00:00",
                    "until",
                    "2026-01-01T00:00");
            assertThat(ana.post("/tickets", backwards).statusCode()).isEqualTo(409);
            assertThat(ana.post("/tickets", Map.of("title", "x")).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void the_people_page_says_who_may_decide() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/people").body()).contains("Ana Alvarez", "(you)", "Security", "not active", CONTACT);
        }
    }

    @Test
    void whoever_acts_stands_in_the_log() {
        try (var ana = Browsing.as(ANA, house)) {
            ana.post("/agents/desk/freeze", Map.of("reason", "odd"));
        }
        assertThat(house.log().entries())
                .filteredOn(entry -> entry.kind() == Event.Kind.FREEZE)
                .extracting(entry -> entry.actor())
                .containsExactly("person:ana");
    }

    @Test
    void an_auditor_reads_everything_and_changes_nothing() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ada = Browsing.as(ADA, house)) {
            assertThat(ada.get("/approvals/" + task).body())
                    .contains("customer@example.net")
                    .doesNotContain("value=\"approve\"", "value=\"deny\"");
            for (var decision : new String[] {"approve", "deny"}) {
                var answer = ada.post("/approvals/" + task + "/decide", Map.of("decision", decision, "reason", "no"));
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("you are Auditor, who may not deny, withdraw, freeze and stop");
            }
            assertThat(ada.post("/agents/freeze", Map.of("reason", "look")).statusCode())
                    .isEqualTo(403);
            assertThat(state(task)).isEqualTo(State.PENDING);
            assertThat(ada.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void a_person_whose_time_is_over_is_signed_in_no_longer() {
        try (var ada = Browsing.as(ADA, house)) {
            assertThat(ada.get("/people").body())
                    .contains("What a role may do", "Never one person", "Auditor until", "Platform administrator");
            house.clock().advance(Duration.ofDays(21));
            assertThat(ada.get("/people").statusCode()).isNotEqualTo(200);
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
