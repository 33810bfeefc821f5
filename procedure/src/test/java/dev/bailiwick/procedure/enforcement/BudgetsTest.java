package dev.bailiwick.procedure.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.Race;
import dev.bailiwick.procedure.testing.ShippedPolicies;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
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
    private Budgets budgets = new Budgets();

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

        budgets = Budgets.from(house.log, house.clock.instant(), Owed.NOTHING);

        assertThat(budgets.of(TestHouse.AGENT, house.clock.instant()).callsThisHour())
                .isEqualTo(5);
        assertThat(verdict("crm.read", READ)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void another_agents_actions_use_nothing_of_this_ones() {
        for (int i = 0; i < 9; i++) verdict("crm.read", READ);
        assertThat(budgets.of(new AgentId("other"), house.clock.instant()).callsThisHour())
                .isZero();
    }

    @Test
    void money_counts_by_the_day() {
        var spent = new ArrayList<Long>();
        for (int i = 0; i < 3; i++) {
            house.clock.advance(Duration.ofHours(2));
            enforcer(Step.OBSERVE).enforce(refund(i), Duration.ZERO);
            spent.add(budgets.of(TestHouse.AGENT, house.clock.instant()).spentTodayMinor());
        }
        assertThat(spent).containsExactly(600L, 1200L, 1800L);
        assertThat(wouldBe().getFirst()).doesNotContain("daily amount");
        assertThat(wouldBe().subList(1, 3)).allMatch(why -> why.contains("the daily amount is used up"));
        assertThat(Budgets.from(house.log, house.clock.instant(), Owed.NOTHING)
                        .of(TestHouse.AGENT, house.clock.instant())
                        .spentTodayMinor())
                .isEqualTo(1800);

        house.clock.advance(Duration.ofDays(1));
        assertThat(budgets.of(TestHouse.AGENT, house.clock.instant()).spentTodayMinor())
                .isZero();
    }

    @Test
    void to_look_again_and_again_is_no_loop() {
        for (int i = 0; i < 3 * Loops.MOST; i++)
            assertThat(enforce(house, "t1")).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void the_same_again_and_again_is_a_loop_until_it_has_waited_or_does_something_else() {
        var loose = new TestHouse();
        for (int i = 0; i < Loops.MOST; i++) assertThat(enforce(loose, "t2")).isInstanceOf(Verdict.Permit.class);
        assertThat(enforce(loose, "t2"))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("loop"));

        assertThat(enforceOther(loose)).isInstanceOf(Verdict.Permit.class);
        for (int i = 0; i < Loops.MOST; i++) assertThat(enforce(loose, "t2")).isInstanceOf(Verdict.Permit.class);
        assertThat(enforce(loose, "t2")).isInstanceOf(Verdict.Refused.class);
        loose.clock.advance(Loops.WITHIN.plusSeconds(1));
        assertThat(enforce(loose, "t2")).isInstanceOf(Verdict.Permit.class);
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
                        .orElseThrow());
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

    private static Facts facts(Step step) {
        var organisation = Organisation.of(Json.parseObject("""
                {"version": 1, "contact": "security@corp.example",
                 "people": [{"id": "bea", "name": "Bea", "functions": ["business"]},
                            {"id": "omar", "name": "Omar", "functions": []}],
                 "agents": [{"id": "desk", "operator": "omar", "account": "desk", "commandAccount": "desk-run",
                             "limits": {"callsPerHour": 5, "dailyMinor": 1000}}]}
                """));
        var standing = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(step, ManualClock.START))
                .toList();
        var catalog = Catalog.of(
                Catalog.FILES.stream().map(ShippedPolicies::catalogue).toList());
        return Facts.of(organisation, standing, Freezes.NONE, catalog, Map.of(), ShippedPolicies.RULES);
    }
}
