package dev.bailiwick.core.decision;

import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/** What the decision point answered. Whoever only asks "may it?" sees a denial in both denials. */
public sealed interface Decision {
    record Permit(List<Obligation> obligations) implements Decision {
        public Permit {
            obligations = List.copyOf(obligations);
        }
    }

    /** Not now. */
    sealed interface Denial extends Decision {
        Reason reason();
    }

    /** No, and nobody here can make it a yes. */
    record Refusal(Reason reason) implements Denial {}

    /** No, unless the people of the route say yes to exactly this action. */
    record Requestable(Reason reason, Route route) implements Denial {}

    default JsonObject json() {
        return switch (this) {
            case Permit(var obligations) ->
                JsonObject.with("answer", "permit")
                        .and(
                                "obligations",
                                JsonArray.ofStrings(obligations.stream()
                                        .map(Obligation::toString)
                                        .toList()))
                        .build();
            case Refusal(var reason) ->
                JsonObject.with("answer", "refusal")
                        .and("reason", reason.json())
                        .build();
            case Requestable(var reason, var route) ->
                JsonObject.with("answer", "requestable")
                        .and("reason", reason.json())
                        .and("route", route.json())
                        .build();
        };
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no decision */
    static Decision of(JsonObject json) {
        var fields = Fields.of(json);
        var decision = switch (fields.oneOf("answer", Answer.class)) {
            case PERMIT -> new Permit(fields.eachParsed("obligations", Obligation::of));
            case REFUSAL -> new Refusal(Reason.of(fields.object("reason")));
            case REQUESTABLE -> new Requestable(Reason.of(fields.object("reason")), Route.of(fields.object("route")));
        };
        fields.end();
        return decision;
    }

    /** The three answers as JSON spells them. */
    enum Answer {
        PERMIT,
        REFUSAL,
        REQUESTABLE
    }
}
