package dev.bailiwick.connector.ticket;

import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * The Table API's {@code change_request}: its configuration item names the agent; values in the database are in UTC. A query on a field that
 * an instance does not know answers with other records, so the number is compared again.
 */
final class ServiceNow implements Vendor {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String CLOSED = "3";
    private static final String CANCELLED = "4";
    /** Scheduled and implement: planned by people, and not yet in review. */
    private static final Set<String> READY = Set.of("-2", "-1");

    @Override
    public String question(TicketId id) {
        return "/api/now/table/change_request?sysparm_query=number%3D" + id
                + "&sysparm_fields=number,short_description,state,approval,cmdb_ci,start_date,end_date"
                + "&sysparm_display_value=all&sysparm_limit=2";
    }

    @Override
    public Optional<Change> read(TicketId id, JsonObject answer) {
        if (!answer.has("result")) throw new IllegalArgumentException("no result");
        var found = answer.array("result").values();
        if (found.isEmpty()) return Optional.empty();
        if (found.size() > 1 || !(found.getFirst() instanceof JsonObject record))
            throw new IllegalArgumentException("not one record");
        if (!value(record, "number").equals(id.value())) return Optional.empty();
        String state = value(record, "state");
        return Optional.of(new Change(
                id,
                value(record, "short_description"),
                Set.of(text(record, "cmdb_ci", "display_value")),
                value(record, "approval").equals("approved") && (READY.contains(state) || over(state)),
                state(state),
                time(value(record, "start_date")),
                time(value(record, "end_date"))));
    }

    private static boolean over(String state) {
        return state(state) != Ticket.State.OPEN;
    }

    private static Ticket.State state(String state) {
        return switch (state) {
            case CLOSED -> Ticket.State.CLOSED;
            case CANCELLED -> Ticket.State.CANCELLED;
            default -> Ticket.State.OPEN;
        };
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }

    private static String value(JsonObject record, String field) {
        return text(record, field, "value");
    }

    private static String text(JsonObject record, String field, String form) {
        return record.object(field)
                .flatMap(each -> each.string(form))
                .orElseThrow(() -> new IllegalArgumentException("no " + field));
    }
}
