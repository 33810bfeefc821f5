package dev.bailiwick.console.api;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;

/** What the server says to a command. */
public sealed interface AdminAnswer {
    /** Done, or here it is. */
    record Ok(JsonObject result) implements AdminAnswer {}

    /** Not done, and why. */
    record Not(Why why, String message) implements AdminAnswer {}

    /** Why something was not done. */
    enum Why {
        /** The request makes no sense. */
        BAD_REQUEST,
        NOT_FOUND,
        /** A rule or a check says no. */
        REFUSED,
        /** The log or the store cannot be used. */
        UNAVAILABLE,
        /** Begun, but not everything worked: the message says what did not. */
        INCOMPLETE
    }

    static AdminAnswer ok() {
        return new Ok(JsonObject.EMPTY);
    }

    static AdminAnswer list(String name, List<? extends JsonValue> values) {
        return new Ok(JsonObject.with(name, new JsonArray(List.copyOf(values))).build());
    }

    static AdminAnswer notFound(String what) {
        return new Not(Why.NOT_FOUND, "there is no such " + what);
    }

    static AdminAnswer refused(String why) {
        return new Not(Why.REFUSED, why);
    }

    /** {@code {"ok":true,"result":…}} or {@code {"ok":false,"why":…,"message":…}}. */
    default JsonObject json() {
        return switch (this) {
            case Ok(var result) ->
                JsonObject.builder().and("ok", true).and("result", result).build();
            case Not(var why, var message) ->
                JsonObject.builder()
                        .and("ok", false)
                        .and("why", Fields.spelling(why))
                        .and("message", message)
                        .build();
        };
    }
}
