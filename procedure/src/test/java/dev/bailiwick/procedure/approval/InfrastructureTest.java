package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * One change of infrastructure from beginning to end: an approval, a ticket that is verified twice, a review afterwards. Each
 * is left out once, and each time it is said what is missing.
 */
class InfrastructureTest {
    private final TestHouse house = new TestHouse();
    private final TicketDesk tickets = new TicketDesk(house.tickets, house.control, house.facts::now);

    private Verdict deploy(String host) {
        var change = JsonObject.with("host", host).build();
        return house.enforcer.enforce(attempt("t4", "call-" + host, change), AT_ONCE);
    }

    private TaskId asked(String host) {
        return ((Verdict.Pending) deploy(host)).task();
    }

    private String code(String host) {
        return ((Verdict.Refused) deploy(host)).reason().code();
    }

    private TicketId ticket(AgentId agent, Duration in) {
        var from = house.clock.instant().plus(in);
        return tickets.open(new TicketDesk.Plan("deploy", agent, "web", from, from.plus(Duration.ofHours(4))), by(IT))
                .id();
    }

    private TicketId ticket() {
        return ticket(AGENT, Duration.ZERO);
    }

    private TicketId ended(Ticket.State how) {
        var ticket = ticket();
        tickets.end(ticket, how, by(IT));
        return ticket;
    }

    private String approve(TaskId task, Optional<TicketId> ticket) {
        return switch (house.desk.decide(task, by(IT), true, "planned", ticket)) {
            case ApprovalDesk.Answer.Counted _ -> "approved";
            case ApprovalDesk.Answer.NotCounted(var why) -> why;
        };
    }

    private ReviewId review() {
        house.duties.follow();
        return house.reviews.list(10, 0).getFirst().id();
    }

    @Test
    void every_way_around_approval_ticket_and_review_is_refused_and_the_way_through_runs_once() {
        house.duties.follow();
        var task = asked("a");

        // the ticket: none, unknown, for another agent, for another time, closed, cancelled
        assertThat(approve(task, Optional.empty())).contains("needs a ticket");
        assertThat(approve(task, Optional.of(new TicketId("CHG-999999")))).contains("there is no ticket");
        assertThat(approve(task, Optional.of(ticket(AGENT, Duration.ofHours(9)))))
                .contains("window");
        assertThat(approve(task, Optional.of(ended(Ticket.State.CLOSED)))).contains("closed");
        assertThat(approve(task, Optional.of(ended(Ticket.State.CANCELLED)))).contains("cancelled");

        // the approval: without one it is the same request, whoever asks again
        assertThat(asked("a")).isEqualTo(task);

        // the ticket again, between yes and deed
        var withdrawn = ticket();
        assertThat(approve(task, Optional.of(withdrawn))).isEqualTo("approved");
        tickets.end(withdrawn, Ticket.State.CANCELLED, by(IT));
        assertThat(deploy("a")).isNotInstanceOf(Verdict.Permit.class);

        // all of it: once
        var good = ticket();
        assertThat(approve(asked("b"), Optional.of(good))).isEqualTo("approved");
        assertThat(deploy("b")).isInstanceOf(Verdict.Permit.class);
        assertThat(approve(asked("c"), Optional.of(good))).contains("already used");

        // the review: not by who approved, and before the next change
        var review = review();
        assertThat(house.reviewing.close(review, by(IT), true, "fine")).isPresent();
        house.clock.advance(Duration.ofDays(4));
        assertThat(code("d")).isEqualTo("review_overdue");
        assertThat(house.reviewing.close(review, by(SECURITY), true, "as planned"))
                .isEmpty();
        assertThat(approve(asked("d"), Optional.of(ticket()))).isEqualTo("approved");
        assertThat(deploy("d")).isInstanceOf(Verdict.Permit.class);
        assertThat(house.reviewing.close(review(), by(BUSINESS), true, "as planned"))
                .isEmpty();
    }
}
