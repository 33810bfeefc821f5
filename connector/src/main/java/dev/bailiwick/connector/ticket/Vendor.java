package dev.bailiwick.connector.ticket;

import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/** One product's words for a change ticket. */
interface Vendor {
    /** What is asked, below the address of the system. */
    String question(TicketId id);

    /**
     * The ticket in an answer, empty when the answer says that there is none.
     *
     * @throws IllegalArgumentException when it is no answer to the question, {@link java.time.DateTimeException} when its times are none
     */
    Optional<Change> read(TicketId id, JsonObject answer);
}
