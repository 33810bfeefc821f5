package dev.bailiwick.console.rest;

import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One request, as far as it is understood.
 *
 * @param limit how many items a page may hold
 * @param cursor where the page begins, as the page before said
 */
record Asked(JsonObject request, int limit, Optional<Long> cursor) {
    static final int USUAL = 50;
    static final int MOST = 200;

    /** @throws IllegalArgumentException in a sentence, when it makes no sense */
    static Asked of(Route route, Map<String, String> parts, Map<String, String> query, JsonObject body) {
        if (body.has("verb")) throw new IllegalArgumentException("the body has a member that nobody sends: verb");
        var request = body.plus("verb", new JsonString(route.verb()));
        for (var part : parts.entrySet()) request = request.plus(part.getKey(), new JsonString(part.getValue()));
        for (var each : query.entrySet())
            if (!paging(route, each.getKey()))
                request = request.plus(each.getKey(), value(route, each.getKey(), each.getValue()));
        return new Asked(
                request, limit(query), Optional.ofNullable(query.get("cursor")).map(Asked::number));
    }

    private static boolean paging(Route route, String name) {
        return switch (route.shape()) {
            case Route.Shape.One() -> false;
            case Route.Shape.Paged _ -> name.equals("cursor");
            case Route.Shape.Whole _, Route.Shape.Before _ -> name.equals("cursor") || name.equals("limit");
        };
    }

    private static JsonValue value(Route route, String name, String text) {
        var kind = Optional.ofNullable(route.parameters().get(name))
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no parameter \"" + name + "\" here; there are "
                                + new TreeSet<>(route.parameters().keySet())));
        return switch (kind) {
            case TEXT -> new JsonString(text);
            case NUMBER -> JsonNumber.of(number(text));
            case FLAG -> flag(name, text);
        };
    }

    private static JsonBoolean flag(String name, String text) {
        if (!text.equals("true") && !text.equals("false"))
            throw new IllegalArgumentException(name + " is true or false");
        return new JsonBoolean(text.equals("true"));
    }

    private static int limit(Map<String, String> query) {
        long limit = Optional.ofNullable(query.get("limit")).map(Asked::number).orElse((long) USUAL);
        if (limit < 1 || limit > MOST) throw new IllegalArgumentException("limit is a number from 1 to " + MOST);
        return (int) limit;
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,15}")) throw new IllegalArgumentException("a number was expected");
        return Long.parseLong(text);
    }
}
