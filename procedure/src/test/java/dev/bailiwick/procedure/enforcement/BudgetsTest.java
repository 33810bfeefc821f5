package dev.bailiwick.procedure.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Budget;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Limits;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.Race;
import dev.bailiwick.procedure.testing.ShippedPolicies;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An agent's limits hold over all its sessions, over a race, and over a start. */
class BudgetsTest {
    private static final String READ = "{\"id\": \"7\"}";

    private final TestHouse house = new TestHouse();
    private String limits = "{\"callsPerHour\": 5, \"dailyMinor\": 1000}";
    private Budgets budgets = new Budgets(Owed.NOTHING, Overuse.alerting(house.alerts));

    @Test
    void beyond_the_calls_of_an_hour_everything_is_refused_until_the_hour_is_over() {
        for (int i = 0; i < 5; i++) assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
        assertThat(verdict("crm.read", READ))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().text()).contains("too many calls this hour"));

        house.clock.advance(Duration.ofMinutes(61));
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void what_is_refused_uses_nothing() {
        for (int i = 0; i < 50; i++) verdict("payments.refund", "{\"payment\": \"p1\", \"amount\": -10}");
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void of_fifty_calls_at_once_as_many_pass_as_are_left() {
        var enforcer = enforcer(Step.PRODUCTION);
        Callable<Verdict> call = () -> enforcer.enforce(attempt("crm.read", READ), Duration.ZERO);
        assertThat(Race.of(Collections.nCopies(50, call)))
                .filteredOn(Verdict.Permit.class::isInstance)
                .hasSize(5);
    }

    @Test
    void after_a_start_the_log_says_what_was_used() {
        for (int i = 0; i < 5; i++) verdict("crm.read", READ);
        house.clock.advance(Duration.ofMinutes(20));

        restart();

        assertThat(used(TestHouse.AGENT).callsThisHour()).isEqualTo(5);
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void another_agents_actions_use_nothing_of_this_ones() {
        for (int i = 0; i < 9; i++) verdict("crm.read", READ);
        assertThat(used(new AgentId("other")).callsThisHour()).isZero();
    }

    @Test
    void money_counts_by_the_day() {
        var spent = new ArrayList<Long>();
        for (int i = 0; i < 3; i++) {
            house.clock.advance(Duration.ofHours(2));
            enforcer(Step.OBSERVE).enforce(refund(i), Duration.ZERO);
            spent.add(used(TestHouse.AGENT).spentTodayMinor());
        }
        assertThat(spent).containsExactly(600L, 1200L, 1800L);
        assertThat(wouldBe().getFirst()).doesNotContain("daily amount");
        assertThat(wouldBe().subList(1, 3)).allMatch(why -> why.contains("the daily amount is used up"));
        restart();
        assertThat(used(TestHouse.AGENT).spentTodayMinor()).isEqualTo(1800);

        house.clock.advance(Duration.ofDays(1));
        assertThat(used(TestHouse.AGENT).spentTodayMinor()).isZero();
    }

    @Test
    void to_look_again_and_again_is_no_loop() {
        for (int i = 0; i < 3 * Limits.REPEATS; i++)
            assertThat(enforce(house, "t1")).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void the_same_change_again_and_again_is_a_loop_until_ten_minutes_are_over() {
        var loose = new TestHouse();
        for (int i = 0; i < Limits.REPEATS; i++)
            assertThat(enforce(loose, "t2")).isInstanceOf(Verdict.Permit.class);
        assertThat(refusal(enforce(loose, "t2")).code()).isEqualTo("loop");
        assertThat(refusal(enforce(loose, "t2")).text())
                .contains("limit 30 in ten minutes, tried 32 times, free again from "
                        + ManualClock.START.plus(Loops.WITHIN));

        loose.clock.advance(Loops.WITHIN.plusSeconds(1));
        assertThat(enforce(loose, "t2")).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void a_loop_that_does_something_else_in_between_is_one_all_the_same() {
        var loose = new TestHouse();
        for (int i = 0; i < Limits.REPEATS; i++) {
            assertThat(enforce(loose, "t2")).isInstanceOf(Verdict.Permit.class);
            assertThat(enforceOther(loose)).isInstanceOf(Verdict.Permit.class);
        }
        assertThat(refusal(enforce(loose, "t2")).code()).isEqualTo("loop");
        assertThat(refusal(enforceOther(loose)).code()).isEqualTo("loop");
    }

    @Test
    void after_a_start_a_loop_is_still_one() {
        limits("{\"repeats\": 3}");
        for (int i = 0; i < 3; i++) assertThat(note("again")).isInstanceOf(Verdict.Permit.class);
        restart();
        assertThat(refusal(note("again")).code()).isEqualTo("loop");
        assertThat(note("another")).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void a_refusal_names_the_limit_and_what_is_used_and_when_something_is_free_again() {
        for (int i = 0; i < 5; i++) verdict("crm.read", READ);
        house.clock.advance(Duration.ofMinutes(20));
        assertThat(refusal(verdict("crm.read", READ)).text())
                .contains("limit 5 calls in an hour, used 5, free again from "
                        + ManualClock.START.plus(Duration.ofHours(1)));
    }

    @Test
    void a_hundred_calls_a_second_open_the_breaker_which_people_are_told_once() {
        limits("{}");
        for (int i = 0; i < Limits.BREAKER; i++) {
            house.clock.advance(Duration.ofMillis(10));
            assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
        }
        assertThat(refusal(verdict("crm.read", READ)).code()).isEqualTo("breaker");
        assertThat(refusal(note("x")).code()).isEqualTo("breaker");
        assertThat(alerts()).singleElement().asString().contains("breaker-open", "incident contain desk");

        house.clock.advance(Used.OPEN.minusSeconds(1));
        assertThat(refusal(verdict("crm.read", READ)).code()).isEqualTo("breaker");
        house.clock.advance(Duration.ofSeconds(1));
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void refused_calls_open_the_breaker_too() {
        limits("{\"callsPerMinute\": 10}");
        for (int i = 0; i < 10; i++)
            assertThat(refusal(verdict("payments.refund", "{\"payment\": \"p1\", \"amount\": -10}"))
                            .code())
                    .isNotEqualTo("breaker");
        assertThat(refusal(verdict("crm.read", READ)).code()).isEqualTo("breaker");
    }

    @Test
    void an_open_breaker_stays_open_over_a_start() {
        limits("{\"callsPerMinute\": 10}");
        for (int i = 0; i < 11; i++) verdict("crm.read", READ);
        house.clock.advance(Duration.ofMinutes(4));
        restart();
        assertThat(refusal(verdict("crm.read", READ)).code()).isEqualTo("breaker");
        house.clock.advance(Duration.ofMinutes(2));
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void an_open_breaker_stops_nothing_of_an_agent_that_is_only_observed() {
        limits("{\"callsPerMinute\": 2}");
        for (int i = 0; i < 5; i++)
            assertThat(enforcer(Step.OBSERVE).enforce(attempt("crm.read", READ), Duration.ZERO))
                    .isInstanceOf(Verdict.Permit.class);
        assertThat(wouldBe().getLast()).contains("the breaker is open");
    }

    @Test
    void the_calls_of_a_day_are_counted_from_midnight_to_midnight() {
        limits("{\"callsPerDay\": 3}");
        untilMidnight(Duration.ofMinutes(2));
        for (int i = 0; i < 3; i++) assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
        restart();
        assertThat(refusal(verdict("crm.read", READ)))
                .extracting(Reason::code, reason -> reason.text().contains("used 3, free again from " + midnight()))
                .containsExactly("daily_calls", true);
        assertThat(alerts()).singleElement().asString().contains("budget-exhausted", "limit 3 calls in a day");
        house.clock.advance(Duration.ofMinutes(1));
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Refused.class);
        house.clock.advance(Duration.ofMinutes(1));
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void a_tool_has_limits_of_its_own() {
        limits("{\"tools\": [{\"tool\": \"crm.read\", \"perHour\": 2, \"perDay\": 3}]}");
        for (int i = 0; i < 2; i++) assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
        assertThat(refusal(verdict("crm.read", READ)).text()).contains("limit 2 calls of this tool in an hour, used 2");
        assertThat(note("x")).isInstanceOf(Verdict.Permit.class);
        restart();
        house.clock.advance(Duration.ofHours(1));
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Permit.class);
        assertThat(refusal(verdict("crm.read", READ)))
                .extracting(Reason::code, reason -> reason.text().contains("limit 3 calls of this tool in a day"))
                .containsExactly("tool_budget", true);
    }

    @Test
    void once_many_places_were_written_to_a_person_is_asked_for_more() {
        limits("{\"destinationsPerDay\": 3}");
        for (int i = 0; i < 5; i++) enforcer(Step.OBSERVE).enforce(refund(i), Duration.ZERO);
        assertThat(wouldBe().subList(0, 3)).noneMatch(why -> why.contains("unusually many places"));
        assertThat(wouldBe().subList(3, 5))
                .allMatch(why -> why.contains("limit 3 different destinations in a day, used "));
        restart();
        assertThat(standing(Budget.Kind.DESTINATIONS_PER_DAY).used()).isEqualTo(5);
    }

    @Test
    void what_a_decision_knew_of_budgets_is_written_with_it_and_decides_again() {
        limits("{\"callsPerDay\": 1}");
        verdict("crm.read", READ);
        verdict("crm.read", READ);
        var judgements = new ArrayList<Judgement>();
        house.log.read(0, entry -> {
            if (entry.kind() == Event.Kind.DECISION)
                judgements.add(Judgement.of(entry.body().object("judgement").orElseThrow()));
            return true;
        });
        var judged = judgements.getLast();
        var again = new PolicyDecisionPoint()
                .decide(judged.question(), facts(Step.PRODUCTION), Optional.empty(), judged.moment());
        assertThat(again.decision()).isEqualTo(judged.decision());
    }

    @Test
    void for_people_every_limit_stands_there_with_what_is_used() {
        limits("{\"callsPerHour\": 9, \"dailyMinor\": 5000, \"tools\": [{\"tool\": \"crm.read\", \"perDay\": 7}]}");
        for (int i = 0; i < 4; i++) verdict("crm.read", READ);
        assertThat(budgets.standing(
                        TestHouse.AGENT, Limits.of(Fields.of(Json.parseObject(limits))), house.clock.instant()))
                .extracting(budget -> budget.kind().spelled() + " " + budget.used() + "/" + budget.limit())
                .containsExactly("callsPerMinute 4/600", "callsPerHour 4/9", "dailyMinor 0/5000", "toolPerDay 4/7");
    }

    private Budget standing(Budget.Kind kind) {
        return budgets
                .standing(TestHouse.AGENT, Limits.of(Fields.of(Json.parseObject(limits))), house.clock.instant())
                .stream()
                .filter(budget -> budget.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private void untilMidnight(Duration before) {
        house.clock.advance(Duration.between(house.clock.instant(), midnight()).minus(before));
    }

    private Instant midnight() {
        return house.clock.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }

    private void limits(String stated) {
        limits = stated;
    }

    private void restart() {
        budgets = new Budgets(Owed.NOTHING, Overuse.alerting(house.alerts))
                .after(house.log, agent -> facts(Step.PRODUCTION).limits(agent), house.clock.instant());
    }

    private List<String> alerts() {
        var alerts = new ArrayList<String>();
        house.log.read(0, entry -> {
            if (entry.kind() == Event.Kind.ALERT) alerts.add(entry.body().text());
            return true;
        });
        return alerts;
    }

    private static Reason refusal(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).reason();
    }

    private Moment used(AgentId agent) {
        return budgets.of(new Budgets.Wish(agent, "crm.read", Limits.NONE), house.clock.instant());
    }

    private Verdict note(String text) {
        return verdict("wiki.update", "{\"page\": \"7\", \"text\": \"%s\"}".formatted(text));
    }

    private static Attempt refund(int number) {
        return attempt("payments.refund", "{\"payment\": \"p%d\", \"amount\": 6}".formatted(number));
    }

    /** Why production would not have permitted it, decision by decision. */
    private List<String> wouldBe() {
        var answers = new ArrayList<String>();
        house.log.read(0, entry -> {
            if (entry.kind() == Event.Kind.DECISION)
                answers.add(entry.body()
                        .object("judgement")
                        .flatMap(judgement -> judgement.object("wouldBe"))
                        .flatMap(decision -> decision.object("reason"))
                        .flatMap(reason -> reason.string("text"))
                        .orElse(""));
            return true;
        });
        return answers;
    }

    private static Verdict enforceOther(TestHouse house) {
        var other = TestHouse.attempt(
                "t2", "call-other", JsonObject.with("to", "else").build());
        return house.enforcer.enforce(other, Duration.ZERO);
    }

    private static Verdict enforce(TestHouse house, String tool) {
        return house.enforcer.enforce(TestHouse.attempt(tool), Duration.ZERO);
    }

    private Verdict verdict(String tool, String arguments) {
        return enforcer(Step.PRODUCTION).enforce(attempt(tool, arguments), Duration.ZERO);
    }

    private Enforcer enforcer(Step step) {
        var facts = new CurrentFacts(facts(step));
        var record = new DecisionRecord(house.log, house.calls, facts.now().catalog(), json -> json);
        var judge = new Judge(new PolicyDecisionPoint(), facts, house.sessions, budgets, house.clock);
        return new Enforcer(judge, record, house.desk, new Precautions(), _ -> {});
    }

    private static Attempt attempt(String tool, String arguments) {
        return new Attempt(
                TestHouse.AGENT,
                TestHouse.SESSION,
                Optional.empty(),
                Optional.empty(),
                tool,
                Json.parseObject(arguments),
                Origin.UNKNOWN,
                Optional.empty());
    }

    private Facts facts(Step step) {
        var organisation = Organisation.of(Json.parseObject("""
                {"version": 1, "contact": "security@corp.example",
                 "people": [{"id": "bea", "name": "Bea", "functions": ["business"]},
                            {"id": "sam", "name": "Sam", "functions": ["security"]},
                            {"id": "omar", "name": "Omar", "functions": []}],
                 "agents": [{"id": "desk", "operator": "omar", "account": "desk", "commandAccount": "desk-run",
                             "limits": %s}]}
                """.formatted(limits)));
        var standing = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(step, ManualClock.START))
                .toList();
        var catalog = Catalog.of(
                Catalog.FILES.stream().map(ShippedPolicies::catalogue).toList());
        return Facts.of(organisation, standing, Freezes.NONE, catalog, Map.of(), ShippedPolicies.RULES);
    }
}
