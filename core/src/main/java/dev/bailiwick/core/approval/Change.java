package dev.bailiwick.core.approval;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A change ticket as another system had it a moment ago. Who may change it there is that system's matter; nothing of it is believed longer
 * than one question.
 *
 * @param agents whose change it is, as that system names them
 * @param approved whether that system's own people agreed
 */
public record Change(
        TicketId id,
        String title,
        Set<String> agents,
        boolean approved,
        Ticket.State state,
        Instant from,
        Instant until) {
    public Change {
        agents = Set.copyOf(agents);
    }

    /** Why it does not cover the task now, empty when it does. */
    public Optional<String> obstacle(ApprovalTask task, Instant now) {
        if (state != Ticket.State.OPEN) return Optional.of("ticket " + id + " is " + Fields.spelling(state));
        if (!approved) return Optional.of("ticket " + id + " is not approved there");
        if (!agents.contains(task.agent().value()))
            return Optional.of("ticket " + id + " does not name agent " + task.agent());
        if (now.isBefore(from)) return Optional.of("the window of ticket " + id + " opens at " + from);
        if (!now.isBefore(until)) return Optional.of("the window of ticket " + id + " closed at " + until);
        return Optional.empty();
    }

    /**
     * As the own register keeps it once it was used: one ticket, one change.
     *
     * @param by who named it
     */
    public Ticket covering(ApprovalTask task, PersonId by) {
        return new Ticket(
                id,
                title.isBlank() ? id.value() : title,
                task.agent(),
                task.agent().value(),
                by,
                from,
                until,
                state,
                Optional.empty(),
                0);
    }
}
