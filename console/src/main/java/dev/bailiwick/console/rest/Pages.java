package dev.bailiwick.console.rest;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Asks for one page of a list, and cuts it out of what was answered. */
record Pages(Route.Shape shape, Asked asked) {
    /** What the verb is asked. */
    JsonObject request() {
        return switch (shape) {
            case Route.Shape.One(), Route.Shape.Whole _ -> asked.request();
            case Route.Shape.Paged _ -> asked.request().plus("page", JsonNumber.of(start()));
            case Route.Shape.Before _ -> before(asked.request().plus("limit", JsonNumber.of(asked.limit())));
        };
    }

    private JsonObject before(JsonObject request) {
        return asked.cursor()
                .map(cursor -> request.plus("before", JsonNumber.of(cursor)))
                .orElse(request);
    }

    private long start() {
        return asked.cursor().orElse(0L);
    }

    /** What the program is handed. */
    JsonObject cut(JsonObject result) {
        return switch (shape) {
            case Route.Shape.One() -> result;
            case Route.Shape.Whole(var member) -> whole(result.array(member).values());
            case Route.Shape.Paged(var member, var size) -> {
                var items = result.array(member).values();
                yield page(items, items.size() < size ? Optional.empty() : Optional.of(start() + 1));
            }
            case Route.Shape.Before(var member) -> entries(result.array(member).values());
        };
    }

    private JsonObject whole(List<JsonValue> all) {
        int from = (int) Math.min(start(), all.size());
        int to = Math.min(from + asked.limit(), all.size());
        return page(all.subList(from, to), to < all.size() ? Optional.of((long) to) : Optional.empty());
    }

    /** Newest first; the next page ends before the oldest of this one. */
    private JsonObject entries(List<JsonValue> oldestFirst) {
        var items = oldestFirst.reversed();
        boolean more = items.size() == asked.limit();
        return page(items, more ? sequence(items.getLast()) : Optional.empty());
    }

    private static Optional<Long> sequence(JsonValue entry) {
        return entry instanceof JsonObject object && object.get("sequence").orElse(null) instanceof JsonNumber number
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    /** The cursor is a text: what it means is ours. */
    private static JsonObject page(List<JsonValue> items, Optional<Long> next) {
        return JsonObject.with("items", new JsonArray(items))
                .and("next", next.map(cursor -> new JsonString(Long.toString(cursor))))
                .build();
    }
}
