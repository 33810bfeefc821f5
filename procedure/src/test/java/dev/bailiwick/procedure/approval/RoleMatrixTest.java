package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.register.Ladder;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.stop.StopDesk;
import dev.bailiwick.procedure.testing.MemoryAgents;
import dev.bailiwick.procedure.testing.MemoryFreezeRecords;
import dev.bailiwick.procedure.testing.MemorySignIns;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every role at every desk: what the bundle names happens, and what it does not name is refused with a sentence. */
class RoleMatrixTest {
    private static final PersonId PAT = new PersonId("pat");
    private static final Actor.Human ACTOR = new Actor.Human(PAT, Actor.Channel.CONSOLE);

    private final TestHouse house = new TestHouse();

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_role_does_exactly_what_its_bundle_names(Role role) {
        hire(role, true);
        assertThat(refusal(Permission.READ)).as("%s reads", role).isEmpty();
        for (var right : EnumSet.of(
                Permission.APPROVE,
                Permission.STOP,
                Permission.MOVE_AGENTS,
                Permission.OPEN_PRODUCTION,
                Permission.LIFT,
                Permission.CLASSIFY_TOOLS,
                Permission.PLAN_CHANGES)) {
            var refusal = refusal(right);
            assertThat(refusal.isEmpty())
                    .as("%s and \"%s\": %s", role, right.words(), refusal)
                    .isEqualTo(role.permissions().contains(right));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoever_is_not_active_does_nothing_in_any_role(Role role) {
        hire(role, false);
        for (var right : EnumSet.of(
                Permission.READ,
                Permission.APPROVE,
                Permission.STOP,
                Permission.MOVE_AGENTS,
                Permission.OPEN_PRODUCTION,
                Permission.LIFT,
                Permission.CLASSIFY_TOOLS,
                Permission.PLAN_CHANGES))
            assertThat(refusal(right)).as("%s %s", role, right).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void an_approval_opens_nothing_once_the_one_who_gave_it_lost_the_role(Role role) {
        hire(Role.APPROVER, true);
        var task = pending();
        assertThat(house.desk.decide(task.id(), ACTOR, true, "fine", Optional.empty()))
                .isInstanceOf(ApprovalDesk.Answer.Counted.class);
        hire(role, true);
        var verdict = house.enforcer.enforce(attempt("t3"), AT_ONCE);
        if (role.permissions().contains(Permission.APPROVE)) assertThat(verdict).isInstanceOf(Verdict.Permit.class);
        else assertThat(verdict).isNotInstanceOf(Verdict.Permit.class);
    }

    /** Goes to the desk and tries. Nothing said means it happened. */
    private Optional<String> refusal(Permission right) {
        return switch (right) {
            case READ -> signIn().link(PAT).isPresent() ? Optional.empty() : Optional.of("not let in");
            case APPROVE -> decide(true);
            case STOP -> decide(false);
            case MOVE_AGENTS -> ladder().obstacle(agent(), Step.PILOT, ACTOR);
            case OPEN_PRODUCTION -> ladder().obstacle(agent(), Step.PRODUCTION, ACTOR);
            case LIFT -> stop().lift(Optional.of(AGENT), "over", ACTOR);
            case CLASSIFY_TOOLS -> classify();
            case PLAN_CHANGES -> ticket();
            case APPROVE_OWN,
                    BREAK_GLASS,
                    REVIEW,
                    CONNECT_AGENTS,
                    OPEN_CREDENTIALS,
                    PUBLISH_POLICY,
                    ACCEPT_DIFFERENCES,
                    HOLD_EVIDENCE,
                    PROVISION,
                    PRUNE -> throw new IllegalArgumentException(right + " is tried in its own desk's test");
        };
    }

    private Optional<String> decide(boolean yes) {
        var task = pending();
        var answer = house.desk.decide(task.id(), ACTOR, yes, "because", Optional.empty());
        house.approvals
                .find(task.id())
                .filter(ApprovalTask::live)
                .ifPresent(open -> house.approvals.replace(open.withdrawn()));
        return answer instanceof ApprovalDesk.Answer.NotCounted(var why) ? Optional.of(why) : Optional.empty();
    }

    private ApprovalTask pending() {
        house.enforcer.enforce(attempt("t3"), AT_ONCE);
        return house.approvals.in(EnumSet.of(State.PENDING), 1, 0).getFirst();
    }

    private Optional<String> classify() {
        house.worklist.met(attempt("unknown"));
        return house.worklist.confirm(attempt("unknown").toolDigest(), Tier.T2, ACTOR, "known");
    }

    private Optional<String> ticket() {
        var now = house.clock.instant();
        try {
            new TicketDesk(house.tickets, house.log, house.facts::now)
                    .open(new TicketDesk.Plan("a change", AGENT, "mail", now, now.plus(Duration.ofHours(1))), ACTOR);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private dev.bailiwick.core.register.Agent agent() {
        return house.facts.now().agent(AGENT).orElseThrow();
    }

    private Ladder ladder() {
        return new Ladder(
                new MemoryAgents(),
                house.facts,
                house.control,
                house.clock,
                new Ladder.Surroundings("bailiwick", _ -> true, _ -> Optional.empty()));
    }

    private SignInDesk signIn() {
        return new SignInDesk(new MemorySignIns(), house.facts::now, house.control, house.clock, () -> "token");
    }

    private StopDesk stop() {
        return new StopDesk(
                house.facts,
                List.of(new MemoryFreezeRecords()),
                house.log,
                (_, _) -> {
                    throw new IllegalStateException("nothing is stopped here");
                },
                house.clock);
    }

    private void hire(Role role, boolean active) {
        var until = role == Role.AUDITOR
                ? Optional.of(house.clock.instant().plus(Duration.ofDays(30)))
                : Optional.<java.time.Instant>empty();
        house.employ(new Person(PAT, "Pat", functions(role), active, Optional.empty(), Set.of(), Set.of(role), until));
    }

    /** What somebody in this role answers for: an approver for everything, an owner for their own function. */
    private static Set<Function> functions(Role role) {
        return switch (role) {
            case SECURITY -> Set.of(Function.SECURITY, Function.BUSINESS);
            case IT -> Set.of(Function.IT, Function.BUSINESS);
            case BUSINESS -> Set.of(Function.BUSINESS);
            case APPROVER -> EnumSet.allOf(Function.class);
            case EMERGENCY, ENGINEER, ADMINISTRATOR, AUDITOR -> Set.of();
        };
    }
}
