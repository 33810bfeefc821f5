package dev.bailiwick.gateway.authzen;

import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Several questions in one request (section 7). A member of an item replaces the default whole; only the members an entity
 * must have ({@code type} and {@code id}, {@code name}) fall back to the default's one by one.
 */
record Batch(List<JsonValue> items, Semantic semantic) {
    static final int LARGEST = 100;

    /** When to stop (section 7.1.2.1). */
    enum Semantic {
        EXECUTE_ALL,
        DENY_ON_FIRST_DENY,
        PERMIT_ON_FIRST_PERMIT;

        private boolean endsWith(boolean decision) {
            return switch (this) {
                case EXECUTE_ALL -> false;
                case DENY_ON_FIRST_DENY -> !decision;
                case PERMIT_ON_FIRST_PERMIT -> decision;
            };
        }
    }

    /** Empty when the request holds no items: then it is a single question. */
    static Optional<Batch> of(JsonObject request) {
        var fields = Fields.of(request);
        var items = fields.value("evaluations").map(Batch::array).orElse(JsonArray.EMPTY);
        if (items.size() > LARGEST) throw HttpError.badRequest("a batch has at most " + LARGEST + " evaluations");
        var semantic = fields.optionalObject("options").map(Batch::semantic).orElse(Semantic.EXECUTE_ALL);
        for (String entity : List.of("subject", "action", "resource", "context")) fields.optionalObject(entity);
        if (items.size() == 0) return Optional.empty();
        return Optional.of(new Batch(
                items.values().stream().map(item -> merged(request, item)).toList(), semantic));
    }

    private static JsonArray array(JsonValue value) {
        if (value instanceof JsonArray array) return array;
        throw HttpError.badRequest("expected an array at /evaluations");
    }

    private static Semantic semantic(JsonObject options) {
        return Fields.of(options)
                .optionalText("evaluations_semantic")
                .map(Batch::semantic)
                .orElse(Semantic.EXECUTE_ALL);
    }

    private static Semantic semantic(String word) {
        for (var semantic : Semantic.values()) {
            if (Fields.spelling(semantic).replace('-', '_').equals(word)) return semantic;
        }
        throw HttpError.badRequest("expected execute_all, deny_on_first_deny or permit_on_first_permit"
                + " at /options/evaluations_semantic");
    }

    private static JsonValue merged(JsonObject defaults, JsonValue item) {
        if (!(item instanceof JsonObject own)) return item;
        JsonObject whole = own;
        whole = inherit(whole, defaults, "subject", List.of("type", "id"));
        whole = inherit(whole, defaults, "action", List.of("name"));
        whole = inherit(whole, defaults, "resource", List.of("type", "id"));
        return inherit(whole, defaults, "context", List.of());
    }

    private static JsonObject inherit(JsonObject item, JsonObject defaults, String entity, List<String> required) {
        var inherited = defaults.object(entity);
        if (inherited.isEmpty()) return item;
        if (!item.has(entity)) return item.plus(entity, inherited.get());
        return item.object(entity)
                .map(own -> item.plus(entity, filled(own, inherited.get(), required)))
                .orElse(item);
    }

    private static JsonObject filled(JsonObject own, JsonObject inherited, List<String> required) {
        JsonObject filled = own;
        for (String member : required) {
            var value = inherited.get(member);
            if (!own.has(member) && value.isPresent()) filled = filled.plus(member, value.get());
        }
        return filled;
    }

    /** The answers in the order of the questions, as far as the semantic goes. */
    JsonObject answered(Function<JsonValue, JsonObject> answer) {
        List<JsonValue> answers = new ArrayList<>();
        for (var item : items) {
            var one = answer.apply(item);
            answers.add(one);
            if (semantic.endsWith(Evaluator.permitted(one))) break;
        }
        return JsonObject.with("evaluations", new JsonArray(answers)).build();
    }
}
