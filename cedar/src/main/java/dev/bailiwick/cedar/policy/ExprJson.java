package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.entity.ValueJson;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expressions in Cedar's JSON policy format: an object with one member, whose name says what the expression is. */
final class ExprJson {
    private ExprJson() {}

    static Expr read(JsonValue json) {
        if (!(json instanceof JsonObject object) || object.members().size() != 1) {
            throw CedarException.of("an expression is an object with exactly one member");
        }
        var member = object.members().entrySet().iterator().next();
        JsonValue body = member.getValue();
        return switch (member.getKey()) {
            case "Value" -> Literals.expression(ValueJson.read(body));
            case "Var" -> variable(text(body));
            case "Slot" -> throw CedarException.of("found template slot " + text(body) + " in a condition");
            case "!" -> unary(UnaryOp.NOT, body);
            case "neg" -> unary(UnaryOp.NEGATE, body);
            case "isEmpty" -> unary(UnaryOp.IS_EMPTY, body);
            case "&&" -> new Expr.And(Position.NONE, child(body, "left", 2), child(body, "right", 2));
            case "||" -> new Expr.Or(Position.NONE, child(body, "left", 2), child(body, "right", 2));
            case "." -> new Expr.GetAttribute(Position.NONE, child(body, "left", 2), text(member(body, "attr")));
            case "has" -> new Expr.Has(Position.NONE, child(body, "left", 2), path(member(body, "attr")));
            case "is" -> is(body);
            case "like" -> new Expr.Like(Position.NONE, child(body, "left", 2), pattern(member(body, "pattern")));
            case "if-then-else" ->
                new Expr.If(Position.NONE, child(body, "if", 3), child(body, "then", 3), child(body, "else", 3));
            case "Set" -> new Expr.SetOf(Position.NONE, list(body));
            case "Record" -> record(body);
            default -> named(member.getKey(), body);
        };
    }

    private static Expr named(String name, JsonValue body) {
        for (BinaryOp op : BinaryOp.values()) {
            if (op.word().equals(name)) {
                return new Expr.Binary(Position.NONE, op, child(body, "left", 2), child(body, "right", 2));
            }
        }
        var function = ExtensionFunction.named(name)
                .orElseThrow(() -> CedarException.of("`" + name + "` is not a valid function"));
        List<Expr> arguments = list(body);
        if (arguments.isEmpty() && !function.isConstructor()) {
            throw CedarException.of("`" + name + "` is a method: it needs a receiver");
        }
        return new Expr.Call(Position.NONE, function, arguments);
    }

    private static Expr variable(String name) {
        Variable variable = ExprParser.variable(name);
        if (variable == null) throw CedarException.of("invalid variable: " + name);
        return new Expr.Var(Position.NONE, variable);
    }

    private static Expr unary(UnaryOp op, JsonValue body) {
        return new Expr.Unary(Position.NONE, op, child(body, "arg", 1));
    }

    private static JsonValue member(JsonValue body, String name) {
        if (!(body instanceof JsonObject object)) throw CedarException.of("expected an object with `" + name + "`");
        return object.get(name).orElseThrow(() -> CedarException.of("missing field `" + name + "`"));
    }

    private static Expr child(JsonValue body, String name, int members) {
        if (body instanceof JsonObject object && object.members().size() != members) {
            throw CedarException.of("unknown member beside `" + name + "`");
        }
        return read(member(body, name));
    }

    private static String text(JsonValue json) {
        if (json instanceof JsonString(String text)) return text;
        throw CedarException.of("expected a string");
    }

    /** A name, or a list of names for {@code has a.b.c}. */
    private static List<String> path(JsonValue json) {
        if (!(json instanceof JsonArray array)) return List.of(text(json));
        if (array.size() == 0) throw CedarException.of("`has` needs a name");
        return array.values().stream().map(ExprJson::text).toList();
    }

    private static Expr is(JsonValue body) {
        JsonObject object = (JsonObject) requireObject(body);
        boolean grouped = object.has("in");
        Optional<Expr> in = grouped ? Optional.of(read(member(body, "in"))) : Optional.empty();
        var type = EntityTypeName.of(text(member(body, "entity_type")));
        return new Expr.Is(Position.NONE, child(body, "left", grouped ? 3 : 2), type, in);
    }

    private static JsonValue requireObject(JsonValue json) {
        if (json instanceof JsonObject) return json;
        throw CedarException.of("expected an object");
    }

    private static Pattern pattern(JsonValue json) {
        if (!(json instanceof JsonArray array)) throw CedarException.of("a pattern is an array");
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (JsonValue element : array) {
            if (element.equals(new JsonString("Wildcard"))) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(text(member(element, "Literal")));
            }
        }
        pieces.add(piece.toString());
        return new Pattern(pieces);
    }

    private static List<Expr> list(JsonValue json) {
        if (!(json instanceof JsonArray array)) throw CedarException.of("expected an array of expressions");
        return array.values().stream().map(ExprJson::read).toList();
    }

    private static Expr record(JsonValue json) {
        var fields = new LinkedHashMap<String, Expr>();
        ((JsonObject) requireObject(json)).members().forEach((name, value) -> fields.put(name, read(value)));
        return new Expr.RecordOf(Position.NONE, fields);
    }

    static JsonValue write(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var _, var value) -> one("Value", ValueJson.write(value));
            case Expr.Var(var _, var variable) -> one("Var", new JsonString(variable.word()));
            case Expr.If(var _, var condition, var then, var otherwise) ->
                one(
                        "if-then-else",
                        JsonObject.with("if", write(condition))
                                .and("then", write(then))
                                .and("else", write(otherwise))
                                .build());
            case Expr.And(var _, var left, var right) -> two("&&", left, right);
            case Expr.Or(var _, var left, var right) -> two("||", left, right);
            case Expr.Unary(var _, var op, var operand) ->
                one(
                        op == UnaryOp.NEGATE ? "neg" : op.word(),
                        JsonObject.with("arg", write(operand)).build());
            case Expr.Binary(var _, var op, var left, var right) -> two(op.word(), left, right);
            case Expr.GetAttribute(var _, var target, var name) ->
                one(
                        ".",
                        JsonObject.with("left", write(target)).and("attr", name).build());
            case Expr.Has(var _, var target, var path) ->
                one(
                        "has",
                        JsonObject.with("left", write(target))
                                .and("attr", path(path))
                                .build());
            case Expr.Like(var _, var target, var pattern) ->
                one(
                        "like",
                        JsonObject.with("left", write(target))
                                .and("pattern", pattern(pattern))
                                .build());
            case Expr.Is(var _, var target, var type, var in) ->
                one(
                        "is",
                        JsonObject.with("left", write(target))
                                .and("entity_type", type.name())
                                .and("in", in.map(ExprJson::write))
                                .build());
            case Expr.SetOf(var _, var members) -> one("Set", array(members));
            case Expr.RecordOf(var _, var fields) -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                fields.forEach((name, field) -> members.put(name, write(field)));
                yield one("Record", new JsonObject(members));
            }
            case Expr.Call(var _, var function, var arguments) -> one(function.functionName(), array(arguments));
        };
    }

    private static JsonValue path(List<String> path) {
        return path.size() == 1 ? new JsonString(path.getFirst()) : JsonArray.ofStrings(path);
    }

    private static JsonObject one(String name, JsonValue body) {
        return JsonObject.with(name, body).build();
    }

    private static JsonObject two(String name, Expr left, Expr right) {
        return one(
                name,
                JsonObject.with("left", write(left)).and("right", write(right)).build());
    }

    private static JsonArray array(List<Expr> expressions) {
        return new JsonArray(
                expressions.stream().<JsonValue>map(ExprJson::write).toList());
    }

    private static JsonArray pattern(Pattern pattern) {
        var elements = new ArrayList<JsonValue>();
        for (int i = 0; i < pattern.pieces().size(); i++) {
            if (i > 0) elements.add(new JsonString("Wildcard"));
            // one literal per character, as the reference writes it
            pattern.pieces()
                    .get(i)
                    .codePoints()
                    .forEach(c -> elements.add(
                            JsonObject.with("Literal", Character.toString(c)).build()));
        }
        return new JsonArray(elements);
    }
}
