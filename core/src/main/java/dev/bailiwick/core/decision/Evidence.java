package dev.bailiwick.core.decision;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.PersonId;
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
 * @param approvers who said yes, each a different person
 * @param issued when the last of them did
 * @param ticket a ticket that was verified a moment ago
 * @param glass the broken glass it was said under
 */
public record Evidence(
        TaskId task,
        Digest action,
        Set<Function> functions,
        Set<PersonId> approvers,
        Instant issued,
        boolean operatorAlone,
        Optional<TicketId> ticket,
        Instant expires,
        Optional<GlassId> glass) {
    public Evidence {
        functions = Set.copyOf(functions);
        approvers = Set.copyOf(approvers);
    }

    /** Said by those who may. */
    public Evidence(
            TaskId task,
            Digest action,
            Set<Function> functions,
            Set<PersonId> approvers,
            Instant issued,
            boolean operatorAlone,
            Optional<TicketId> ticket,
            Instant expires) {
        this(task, action, functions, approvers, issued, operatorAlone, ticket, expires, Optional.empty());
    }

    /** Whether it is about this action, and not too old. */
    public boolean covers(Digest wanted, Instant now) {
        return action.equals(wanted) && now.isBefore(expires);
    }

    /** Whether this evidence gives what the route asks, for this action, now. */
    public boolean satisfies(Route route, Digest wanted, Instant now) {
        boolean people =
                functions.containsAll(route.functions()) && approvers.size() >= route.people(glass.isPresent());
        return covers(wanted, now)
                && (people || (operatorAlone && route.operatorMayApprove()))
                && (ticket.isPresent() || !route.ticket());
    }

    /** The same, but the ticket is good no more. */
    public Evidence withoutTicket() {
        return new Evidence(
                task, action, functions, approvers, issued, operatorAlone, Optional.empty(), expires, glass);
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
                .and(
                        "approvers",
                        JsonArray.ofStrings(
                                approvers.stream().map(PersonId::value).sorted().toList()))
                .and("issued", issued.toString())
                .and("operatorAlone", operatorAlone)
                .and("ticket", ticket.map(id -> new JsonString(id.value())))
                .and("expires", expires.toString())
                .and("glass", glass.map(id -> new JsonString(id.value())))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no evidence */
    public static Evidence of(JsonObject json) {
        var fields = Fields.of(json);
        var evidence = new Evidence(
                fields.parsed("task", TaskId::new),
                fields.parsed("action", Digest::new),
                Set.copyOf(fields.eachOneOf("functions", Function.class)),
                Set.copyOf(fields.eachParsed("approvers", PersonId::new)),
                fields.parsed("issued", Instant::parse),
                fields.flag("operatorAlone"),
                fields.optionallyParsed("ticket", TicketId::new),
                fields.parsed("expires", Instant::parse),
                fields.optionallyParsed("glass", GlassId::new));
        fields.end();
        return evidence;
    }
}
