package dev.bailiwick.core.decision;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.Set;

/**
 * Who must say yes to make a requestable denial a permit.
 *
 * @param functions each must be held by a different approver
 * @param people how many different approvers there must be at least
 * @param ticket whether a verified change ticket is needed
 * @param operatorMayApprove whether the one who runs the agent may approve alone (the ladder's pilot step)
 * @param ttl how long people have; nothing is ever approved by waiting
 */
public record Route(Set<Function> functions, int people, boolean ticket, boolean operatorMayApprove, Duration ttl) {
    public Route {
        functions = Set.copyOf(functions);
        if (functions.isEmpty()) throw new IllegalArgumentException("a route names at least one function");
        if (people < functions.size())
            throw new IllegalArgumentException("a route asks at least one person for each function");
    }

    /** One person for each function. */
    public Route(Set<Function> functions, boolean ticket, boolean operatorMayApprove, Duration ttl) {
        this(functions, functions.size(), ticket, operatorMayApprove, ttl);
    }

    /** How many people there must be: under a broken glass one stands for all functions, but never for people asked for besides. */
    public int people(boolean broken) {
        return broken ? people - functions.size() + 1 : people;
    }

    public JsonObject json() {
        var names = functions.stream().sorted().map(Fields::spelling).toList();
        return JsonObject.with("functions", JsonArray.ofStrings(names))
                .and("people", people)
                .and("ticket", ticket)
                .and("operatorMayApprove", operatorMayApprove)
                .and("ttlSeconds", ttl.toSeconds())
                .build();
    }

    public static Route of(JsonObject json) {
        var fields = Fields.of(json);
        var route = new Route(
                Set.copyOf(fields.eachOneOf("functions", Function.class)),
                Math.toIntExact(fields.number("people")),
                fields.flag("ticket"),
                fields.flag("operatorMayApprove"),
                Duration.ofSeconds(fields.number("ttlSeconds")));
        fields.end();
        return route;
    }
}
