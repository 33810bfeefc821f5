package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.entity.ValueJson;
import dev.bailiwick.cedar.syntax.JsonText;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** Cedar's JSON policy format, for single policies and for sets with templates and links. */
public final class PolicyJson {
    /** Deep enough for what people nest; the human syntax reaches deeper. */
    private static final JsonLimits LIMITS = new JsonLimits(1000, 64 << 20, 40).withNul();

    private static final Set<String> MEMBERS =
            Set.of("effect", "principal", "action", "resource", "conditions", "annotations");

    private PolicyJson() {}

    /** @throws CedarException when the text is not a policy set in JSON */
    public static PolicySet parseSet(String text) {
        return readSet(JsonText.parse(text, LIMITS));
    }

    /** @throws CedarException when the text is not one policy in JSON */
    public static Policy parsePolicy(String text, String id) {
        return readPolicy(JsonText.parse(text, LIMITS), id);
    }

    /** @throws CedarException when the JSON is not a policy set */
    public static PolicySet readSet(JsonValue json) {
        JsonObject object = object(json, Set.of("staticPolicies", "templates", "templateLinks"));
        var all = new ArrayList<Policy>();
        object.object("staticPolicies").orElse(JsonObject.EMPTY).members().forEach((id, policy) -> {
            Policy read = readPolicy(policy, id);
            if (read.isTemplate()) throw CedarException.of("policy `" + id + "` is a template");
            all.add(read);
        });
        object.object("templates").orElse(JsonObject.EMPTY).members().forEach((id, template) -> {
            Policy read = readPolicy(template, id);
            if (!read.isTemplate()) throw CedarException.of("template `" + id + "` has no slot");
            all.add(read);
        });
        PolicySet set = PolicySet.of(all);
        for (JsonValue link : object.array("templateLinks")) set = linked(set, link);
        return set;
    }

    private static PolicySet linked(PolicySet set, JsonValue json) {
        JsonObject link = object(json, Set.of("templateId", "newId", "values"));
        var values = new EnumMap<Slot, EntityUid>(Slot.class);
        link.object("values")
                .orElse(JsonObject.EMPTY)
                .members()
                .forEach((slot, uid) -> values.put(slot(slot), ValueJson.readUid(uid)));
        return set.linked(text(link, "templateId"), text(link, "newId"), values);
    }

    private static Slot slot(String word) {
        for (Slot slot : Slot.values()) {
            if (slot.word().equals(word)) return slot;
        }
        throw CedarException.of("there is no slot " + word);
    }

    /** @throws CedarException when the JSON is not a policy */
    public static Policy readPolicy(JsonValue json, String id) {
        JsonObject policy = object(json, MEMBERS);
        var conditions = new ArrayList<Condition>();
        for (JsonValue condition : array(required(policy, "conditions"))) conditions.add(condition(condition));
        return new Policy(
                id,
                annotations(policy),
                effect(text(policy, "effect")),
                scope(required(policy, "principal"), Slot.PRINCIPAL),
                action(required(policy, "action")),
                scope(required(policy, "resource"), Slot.RESOURCE),
                conditions,
                Position.NONE);
    }

    private static SequencedMap<String, String> annotations(JsonObject policy) {
        var annotations = new LinkedHashMap<String, String>();
        policy.object("annotations").orElse(JsonObject.EMPTY).members().forEach((key, value) -> {
            if (!Identifiers.isIdentifier(key)) throw CedarException.of("not an annotation key: `" + key + "`");
            annotations.put(
                    key,
                    switch (value) {
                        case JsonNull _ -> "";
                        case JsonString(String text) -> text;
                        default -> throw CedarException.of("annotation `" + key + "` is no string");
                    });
        });
        return annotations;
    }

    private static Effect effect(String word) {
        return switch (word) {
            case "permit" -> Effect.PERMIT;
            case "forbid" -> Effect.FORBID;
            default -> throw CedarException.of("invalid policy effect: " + word);
        };
    }

    private static Scope scope(JsonValue json, Slot slot) {
        JsonObject scope = object(json, Set.of("op", "entity", "slot", "entity_type", "in"));
        return switch (text(scope, "op")) {
            case "All" -> new Scope.Any();
            case "==" -> new Scope.Equal(target(scope, slot));
            case "in" -> new Scope.In(target(scope, slot));
            case "is" -> {
                var type = EntityTypeName.of(text(scope, "entity_type"));
                var in = scope.object("in");
                yield in.isPresent() ? new Scope.IsIn(type, target(in.get(), slot)) : new Scope.Is(type);
            }
            default -> throw CedarException.of("invalid operator in the policy scope: " + text(scope, "op"));
        };
    }

    private static Target target(JsonObject scope, Slot slot) {
        if (!scope.has("slot")) return new Target.Known(ValueJson.readUid(required(scope, "entity")));
        if (!text(scope, "slot").equals(slot.word())) {
            throw CedarException.of("expected an entity uid or matching template slot, found " + text(scope, "slot")
                    + " instead of " + slot.word());
        }
        return new Target.Open(slot);
    }

    private static ActionScope action(JsonValue json) {
        JsonObject scope = object(json, Set.of("op", "entity", "entities"));
        return switch (text(scope, "op")) {
            case "All" -> new ActionScope.Any();
            case "==" -> new ActionScope.Equal(actionUid(required(scope, "entity")));
            case "in" -> {
                if (scope.has("entity")) yield new ActionScope.In(List.of(actionUid(required(scope, "entity"))), false);
                var uids = new ArrayList<EntityUid>();
                for (JsonValue uid : array(required(scope, "entities"))) uids.add(actionUid(uid));
                yield new ActionScope.In(uids, true);
            }
            default -> throw CedarException.of("invalid operator in the action scope: " + text(scope, "op"));
        };
    }

    private static EntityUid actionUid(JsonValue json) {
        EntityUid uid = ValueJson.readUid(json);
        if (!uid.type().isAction()) {
            throw CedarException.of("expected an entity uid with type `Action` but got `" + uid + "`");
        }
        return uid;
    }

    private static Condition condition(JsonValue json) {
        JsonObject condition = object(json, Set.of("kind", "body"));
        Expr body = ExprJson.read(required(condition, "body"));
        return switch (text(condition, "kind")) {
            case "when" -> new Condition(true, body);
            case "unless" -> new Condition(false, body);
            default -> throw CedarException.of("invalid policy condition: " + text(condition, "kind"));
        };
    }

    private static JsonObject object(JsonValue json, Set<String> known) {
        if (!(json instanceof JsonObject object)) throw CedarException.of("expected an object");
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) throw CedarException.of("unknown field `" + name + "`");
        }
        return object;
    }

    private static JsonArray array(JsonValue json) {
        if (json instanceof JsonArray array) return array;
        throw CedarException.of("expected an array");
    }

    private static JsonValue required(JsonObject object, String name) {
        return object.get(name).orElseThrow(() -> CedarException.of("missing field `" + name + "`"));
    }

    private static String text(JsonObject object, String name) {
        if (required(object, name) instanceof JsonString(String text)) return text;
        throw CedarException.of("field `" + name + "` is no string");
    }

    /** The JSON form of a set: static policies, templates, and links with their values. */
    public static JsonObject writeSet(PolicySet set) {
        Map<String, JsonValue> statics = new LinkedHashMap<>();
        set.policies().stream()
                .filter(policy -> set.link(policy.id()).isEmpty())
                .forEach(policy -> statics.put(policy.id(), writePolicy(policy)));
        Map<String, JsonValue> templates = new LinkedHashMap<>();
        set.templates().forEach(template -> templates.put(template.id(), writePolicy(template)));
        var links = set.links().stream().<JsonValue>map(PolicyJson::writeLink).toList();
        return JsonObject.with("staticPolicies", new JsonObject(statics))
                .and("templates", new JsonObject(templates))
                .and("templateLinks", new JsonArray(links))
                .build();
    }

    private static JsonObject writeLink(Link link) {
        var values = JsonObject.builder();
        link.values().forEach((slot, uid) -> values.and(slot.word(), ValueJson.writeUid(uid)));
        return JsonObject.with("templateId", link.templateId())
                .and("newId", link.id())
                .and("values", values.build())
                .build();
    }

    /** One policy or template; the id is not part of it. */
    public static JsonObject writePolicy(Policy policy) {
        var conditions = policy.conditions().stream()
                .<JsonValue>map(condition -> JsonObject.with("kind", condition.word())
                        .and("body", ExprJson.write(condition.body()))
                        .build())
                .toList();
        var json = JsonObject.with("effect", policy.effect().word())
                .and("principal", scope(policy.principal()))
                .and("action", action(policy.action()))
                .and("resource", scope(policy.resource()))
                .and("conditions", new JsonArray(conditions));
        if (policy.annotations().isEmpty()) return json.build();
        var annotations = JsonObject.builder();
        policy.annotations().forEach(annotations::and);
        return json.and("annotations", annotations.build()).build();
    }

    private static JsonObject scope(Scope scope) {
        return switch (scope) {
            case Scope.Any _ -> JsonObject.with("op", "All").build();
            case Scope.Equal(var target) -> target(JsonObject.with("op", "=="), target);
            case Scope.In(var target) -> target(JsonObject.with("op", "in"), target);
            case Scope.Is(var type) ->
                JsonObject.with("op", "is").and("entity_type", type.name()).build();
            case Scope.IsIn(var type, var target) ->
                JsonObject.with("op", "is")
                        .and("entity_type", type.name())
                        .and("in", target(JsonObject.builder(), target))
                        .build();
        };
    }

    private static JsonObject target(JsonObject.Builder json, Target target) {
        return switch (target) {
            case Target.Known(var uid) ->
                json.and("entity", ValueJson.writeUid(uid)).build();
            case Target.Open(var slot) -> json.and("slot", slot.word()).build();
        };
    }

    private static JsonObject action(ActionScope scope) {
        return switch (scope) {
            case ActionScope.Any _ -> JsonObject.with("op", "All").build();
            case ActionScope.Equal(var uid) ->
                JsonObject.with("op", "==")
                        .and("entity", ValueJson.writeUid(uid))
                        .build();
            case ActionScope.In(var uids, var bracketed)
            when bracketed ->
                JsonObject.with("op", "in")
                        .and(
                                "entities",
                                new JsonArray(uids.stream()
                                        .<JsonValue>map(ValueJson::writeUid)
                                        .toList()))
                        .build();
            case ActionScope.In(var uids, var _) ->
                JsonObject.with("op", "in")
                        .and("entity", ValueJson.writeUid(uids.getFirst()))
                        .build();
        };
    }
}
