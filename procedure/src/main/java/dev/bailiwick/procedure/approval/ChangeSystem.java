package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.value.TicketId;

/** Where an organisation keeps its change tickets, beside the own register. It is only read. */
public interface ChangeSystem {
    /** Whether a ticket of this number would be kept there. */
    boolean keeps(TicketId id);

    /** What it says of the ticket at this moment; never later than a few seconds, and never by an exception. */
    Looked look(TicketId id);

    /** What came of a look. */
    sealed interface Looked {
        record Found(Change change) implements Looked {}

        record Unknown() implements Looked {}

        /** Nothing rests on a ticket nobody could look at. */
        record Away(String why) implements Looked {}
    }
}
