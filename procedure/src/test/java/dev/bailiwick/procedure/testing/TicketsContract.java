package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.taskId;
import static dev.bailiwick.procedure.testing.Specimens.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.approval.Tickets;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Tickets} must do. */
public abstract class TicketsContract {
    /** The same, empty at first, for one test. */
    protected abstract Tickets tickets();

    @Test
    void ids_count_up_and_are_never_given_twice() {
        var tickets = tickets();
        assertThat(tickets.nextId()).hasToString("CHG-1");
        Callable<TicketId> next = tickets::nextId;
        assertThat(Race.of(Collections.nCopies(50, next))).doesNotHaveDuplicates();
        assertThat(tickets.nextId()).hasToString("CHG-52");
    }

    @Test
    void a_ticket_is_kept_as_it_is() {
        var tickets = tickets();
        var ticket = ticket(tickets.nextId());
        tickets.add(ticket);
        assertThat(tickets.find(ticket.id())).contains(ticket);
        assertThat(tickets.find(new TicketId("CHG-99"))).isEmpty();
    }

    @Test
    void an_id_is_used_once() {
        var tickets = tickets();
        var ticket = ticket(tickets.nextId());
        tickets.add(ticket);
        assertThatThrownBy(() -> tickets.add(ticket)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_fifty_tasks_that_use_one_ticket_one_gets_it() {
        var tickets = tickets();
        var ticket = ticket(tickets.nextId());
        tickets.add(ticket);
        var runners = IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(i -> () -> tickets.replace(ticket.used(taskId(i))))
                .toList();
        assertThat(Race.of(runners)).containsOnlyOnce(true);
        assertThat(tickets.find(ticket.id()).orElseThrow().usedBy()).isPresent();
    }

    @Test
    void a_change_from_an_old_revision_is_refused() {
        var tickets = tickets();
        var ticket = ticket(tickets.nextId());
        assertThat(tickets.replace(ticket.in(Ticket.State.CLOSED))).isFalse();
        tickets.add(ticket);
        assertThat(tickets.replace(ticket.in(Ticket.State.CLOSED))).isTrue();
        assertThat(tickets.replace(ticket.in(Ticket.State.CANCELLED))).isFalse();
        assertThat(tickets.find(ticket.id())).contains(ticket.in(Ticket.State.CLOSED));
    }

    @Test
    void lists_are_newest_first_in_pages() {
        var tickets = tickets();
        for (int i = 0; i < 12; i++) tickets.add(ticket(tickets.nextId()));
        assertThat(tickets.list(3, 1).stream().map(ticket -> ticket.id().value()))
                .containsExactly("CHG-11", "CHG-10", "CHG-9");
    }
}
