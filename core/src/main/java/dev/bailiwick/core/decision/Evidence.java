package dev.bailiwick.core.decision;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * That people said yes to exactly one action. Built by the approval desk from its own store, never from a caller.
 *
 * @param functions each held by a different approver
 * @param ticket a ticket that was verified a moment ago
 */
public record Evidence(
        TaskId task,
        Digest action,
        Set<Function> functions,
        boolean operatorAlone,
        Optional<TicketId> ticket,
        Instant expires) {
    public Evidence {
        functions = Set.copyOf(functions);
    }

    /** Whether this evidence gives what the route asks, for this action, now. */
    public boolean satisfies(Route route, Digest wanted, Instant now) {
        return action.equals(wanted)
                && now.isBefore(expires)
                && (functions.containsAll(route.functions()) || (operatorAlone && route.operatorMayApprove()))
                && (ticket.isPresent() || !route.ticket());
    }

    public JsonObject json() {
        return JsonObject.with("task", task.value())
                .and("action", action.hex())
                .and(
                        "functions",
                        JsonArray.ofStrings(functions.stream()
                                .sorted()
                                .map(Fields::spelling)
                                .toList()))
                .and("operatorAlone", operatorAlone)
                .and("ticket", ticket.map(id -> new JsonString(id.value())))
                .and("expires", expires.toString())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no evidence */
    public static Evidence of(JsonObject json) {
        var fields = Fields.of(json);
        var evidence = new Evidence(
                fields.parsed("task", TaskId::new),
                fields.parsed("action", Digest::new),
                Set.copyOf(fields.eachOneOf("functions", Function.class)),
                fields.flag("operatorAlone"),
                fields.optionallyParsed("ticket", TicketId::new),
                fields.parsed("expires", Instant::parse));
        fields.end();
        return evidence;
    }
}
