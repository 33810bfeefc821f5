package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.Race;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change ticket that another system keeps: looked up when somebody says yes, and again when it happens. */
class OutsideTicketTest {
    private static final TicketId OPS = new TicketId("OPS-7");

    private final TestHouse house = new TestHouse();
    private Change good = change(AGENT.value(), true, Ticket.State.OPEN, Duration.ZERO);

    @BeforeEach
    void is_kept_there() {
        house.changes.keep(good);
    }

    private Change change(String agent, boolean approved, Ticket.State state, Duration in) {
        var from = house.clock.instant().plus(in);
        return new Change(
                OPS, "new certificates", Set.of(agent), approved, state, from, from.plus(Duration.ofHours(4)));
    }

    private Verdict deploy(String host) {
        var change = JsonObject.with("host", host).build();
        return house.enforcer.enforce(attempt("t4", "call-" + host, change), AT_ONCE);
    }

    private TaskId asked(String host) {
        return ((Verdict.Pending) deploy(host)).task();
    }

    private String approve(TaskId task) {
        return switch (house.desk.decide(task, by(IT), true, "planned", Optional.of(OPS))) {
            case ApprovalDesk.Answer.Counted _ -> "approved";
            case ApprovalDesk.Answer.NotCounted(var why) -> why;
        };
    }

    private String approveWith(Change other) {
        house.changes.keep(other);
        return approve(asked("web"));
    }

    @Test
    void one_that_covers_the_change_lets_it_happen_once_and_is_used_up() {
        assertThat(approve(asked("web"))).isEqualTo("approved");
        assertThat(deploy("web")).isInstanceOf(Verdict.Permit.class);
        var kept = house.tickets.find(OPS).orElseThrow();
        assertThat(kept.usedBy()).isPresent();
        assertThat(kept.author()).isEqualTo(IT);
        assertThat(approve(asked("mail"))).isEqualTo("ticket OPS-7 was already used");
    }

    @Test
    void each_that_does_not_cover_it_is_refused_with_its_own_reason() {
        assertThat(approveWith(change(AGENT.value(), true, Ticket.State.CLOSED, Duration.ZERO)))
                .isEqualTo("ticket OPS-7 is closed");
        assertThat(approveWith(change(AGENT.value(), true, Ticket.State.CANCELLED, Duration.ZERO)))
                .isEqualTo("ticket OPS-7 is cancelled");
        assertThat(approveWith(change(AGENT.value(), false, Ticket.State.OPEN, Duration.ZERO)))
                .isEqualTo("ticket OPS-7 is not approved there");
        assertThat(approveWith(change("another", true, Ticket.State.OPEN, Duration.ZERO)))
                .isEqualTo("ticket OPS-7 does not name agent " + AGENT);
        assertThat(approveWith(change(AGENT.value(), true, Ticket.State.OPEN, Duration.ofHours(1))))
                .contains("the window of ticket OPS-7 opens at");
        assertThat(approveWith(change(AGENT.value(), true, Ticket.State.OPEN, Duration.ofHours(-5))))
                .contains("the window of ticket OPS-7 closed at");
        var unknown = house.desk.decide(asked("web"), by(IT), true, "", Optional.of(new TicketId("OPS-8")));
        assertThat(unknown)
                .isEqualTo(new ApprovalDesk.Answer.NotCounted("there is no ticket OPS-8 where it should be"));
        assertThat(house.desk.find(asked("web")).orElseThrow().state()).isEqualTo(State.PENDING);
    }

    @Test
    void nothing_rests_on_one_that_nobody_could_look_at() {
        var task = asked("web");
        house.changes.away(true);
        assertThat(approve(task)).isEqualTo("ticket OPS-7 cannot be verified: it does not answer");
        house.changes.away(false);
        assertThat(approve(task)).isEqualTo("approved");
        house.changes.away(true);
        assertThat(deploy("web")).as("at execution too").isNotInstanceOf(Verdict.Permit.class);
        house.changes.away(false);
        assertThat(deploy("web")).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void what_happens_to_it_between_yes_and_deed_counts() {
        assertThat(approve(asked("web"))).isEqualTo("approved");
        house.changes.keep(change(AGENT.value(), false, Ticket.State.OPEN, Duration.ZERO));
        assertThat(deploy("web")).as("reopened").isNotInstanceOf(Verdict.Permit.class);
        house.changes.keep(change("another", true, Ticket.State.OPEN, Duration.ZERO));
        assertThat(deploy("web")).as("given to another agent").isNotInstanceOf(Verdict.Permit.class);
        house.changes.keep(change(AGENT.value(), true, Ticket.State.CANCELLED, Duration.ZERO));
        assertThat(deploy("web")).isNotInstanceOf(Verdict.Permit.class);
        house.changes.keep(change(AGENT.value(), true, Ticket.State.OPEN, Duration.ofHours(-5)));
        assertThat(deploy("web")).as("its window is shut").isNotInstanceOf(Verdict.Permit.class);
        house.changes.keep(good);
        assertThat(deploy("web")).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void of_two_changes_approved_with_it_one_happens() {
        assertThat(approve(asked("web"))).isEqualTo("approved");
        assertThat(approve(asked("mail"))).isEqualTo("approved");
        var verdicts = Race.of(List.<Callable<Verdict>>of(() -> deploy("web"), () -> deploy("mail")));
        assertThat(verdicts).filteredOn(Verdict.Permit.class::isInstance).hasSize(1);
    }

    @Test
    void who_may_not_approve_asks_nothing_of_the_other_system() {
        house.changes.away(true);
        var task = asked("web");
        var answer = house.desk.decide(task, by(TestHouse.OPERATOR), true, "", Optional.of(OPS));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ApprovalDesk.Answer.NotCounted.class,
                        no -> assertThat(no.why()).doesNotContain("verified"));
    }
}
