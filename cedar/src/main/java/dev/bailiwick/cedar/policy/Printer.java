package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Policies and expressions into the human syntax, with as few parentheses as it takes to read them back unchanged. */
final class Printer {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";
    private static final int ANYTHING = 0;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int RELATION = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int UNARY = 6;
    private static final int MEMBER = 7;

    private Printer() {}

    static String policies(PolicySet set) {
        var all = new ArrayList<String>();
        set.policies().stream()
                .filter(policy -> set.link(policy.id()).isEmpty())
                .forEach(p -> all.add(policy(p)));
        set.templates().forEach(template -> all.add(policy(template)));
        return String.join("\n", all);
    }

    static String policy(Policy policy) {
        var out = new StringBuilder();
        policy.annotations().forEach((key, value) -> {
            out.append('@').append(key);
            if (!value.isEmpty()) out.append('(').append(Text.quoted(value)).append(')');
            out.append('\n');
        });
        out.append(policy.effect().word()).append(' ').append(scopes(policy));
        for (Condition condition : policy.conditions()) out.append('\n').append(condition(condition));
        return out.append(";\n").toString();
    }

    private static String scopes(Policy policy) {
        var parts = List.of(
                "principal" + scope(policy.principal()),
                "action" + action(policy.action()),
                "resource" + scope(policy.resource()));
        String line = "(" + String.join(", ", parts) + ")";
        return line.length() < WIDTH - 10 ? line : "(\n" + INDENT + String.join(",\n" + INDENT, parts) + "\n)";
    }

    private static String scope(Scope scope) {
        return switch (scope) {
            case Scope.Any _ -> "";
            case Scope.Equal(var target) -> " == " + target;
            case Scope.In(var target) -> " in " + target;
            case Scope.Is(var type) -> " is " + type;
            case Scope.IsIn(var type, var target) -> " is " + type + " in " + target;
        };
    }

    private static String action(ActionScope scope) {
        return switch (scope) {
            case ActionScope.Any _ -> "";
            case ActionScope.Equal(var uid) -> " == " + uid;
            case ActionScope.In(var uids, var bracketed) ->
                bracketed
                        ? uids.stream().map(Object::toString).collect(Collectors.joining(", ", " in [", "]"))
                        : " in " + uids.getFirst();
        };
    }

    private static String condition(Condition condition) {
        String body = expression(condition.body());
        String line = condition.word() + " { " + body + " }";
        if (line.length() <= WIDTH) return line;
        return condition.word() + " {\n" + INDENT + chain(condition.body()) + "\n}";
    }

    /** A chain of {@code &&} or {@code ||}, one link per line. */
    private static String chain(Expr body) {
        var links = new ArrayList<String>();
        Expr rest = written(body);
        if (rest instanceof Expr.And) {
            while (rest instanceof Expr.And(var _, var left, var right)) {
                links.addFirst(print(right, RELATION));
                rest = written(left);
            }
            links.addFirst(print(rest, AND));
            return String.join(" &&\n" + INDENT, links);
        }
        if (!(body instanceof Expr.Or)) return expression(body);
        while (rest instanceof Expr.Or(var _, var left, var right)) {
            links.addFirst(print(right, AND));
            rest = left;
        }
        links.addFirst(print(rest, OR));
        return String.join(" ||\n" + INDENT, links);
    }

    static String expression(Expr expr) {
        return print(expr, ANYTHING);
    }

    /** The expression, in parentheses if it binds looser than its place demands. */
    private static String print(Expr expr, int least) {
        return switch (expr) {
            case Expr.Literal(var _, LongValue(long number)) ->
                wrap(Long.toString(number), number < 0 ? UNARY : MEMBER, least);
            case Expr.Literal(var _, var value) when !isPrimitive(value) -> print(Literals.expression(value), least);
            case Expr.Literal(var _, var value) -> value.toString();
            case Expr.Var(var _, var variable) -> variable.word();
            case Expr.If(var _, var condition, var then, var otherwise) ->
                wrap(
                        "if " + expression(condition) + " then " + expression(then) + " else " + expression(otherwise),
                        ANYTHING,
                        least);
            case Expr.And(var _, var left, var right) ->
                wrap(print(left, AND) + " && " + print(right, RELATION), AND, least);
            case Expr.Or(var _, var left, var right) -> wrap(print(left, OR) + " || " + print(right, AND), OR, least);
            case Expr.Unary unary -> unary(unary, least);
            case Expr.Binary binary -> binary(binary, least);
            case Expr.GetAttribute(var _, var target, var name) ->
                print(target, MEMBER) + (Identifiers.isUnreserved(name) ? "." + name : "[" + Text.quoted(name) + "]");
            case Expr.Has has -> has(has, least);
            case Expr.Like(var _, var target, var pattern) ->
                wrap(print(target, SUM) + " like " + pattern, RELATION, least);
            case Expr.Is(var _, var target, var type, var in) ->
                wrap(
                        print(target, SUM) + " is " + type
                                + in.map(group -> " in " + print(group, SUM)).orElse(""),
                        RELATION,
                        least);
            case Expr.SetOf(var _, var members) -> "[" + list(members) + "]";
            case Expr.RecordOf(var _, var fields) ->
                fields.entrySet().stream()
                        .map(field -> name(field.getKey()) + ": " + expression(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Expr.Call call -> call(call);
        };
    }

    private static boolean isPrimitive(dev.bailiwick.cedar.Value value) {
        return switch (value.kind()) {
            case BOOL, LONG, TEXT, ENTITY -> true;
            default -> false;
        };
    }

    private static String wrap(String text, int binds, int least) {
        return binds < least ? "(" + text + ")" : text;
    }

    private static String unary(Expr.Unary unary, int least) {
        Expr operand = unary.operand();
        return switch (unary.op()) {
            case IS_EMPTY -> print(operand, MEMBER) + ".isEmpty()";
            case NOT -> wrap("!" + print(operand, MEMBER), UNARY, least);
            // in parentheses a number stays the operand of the sign instead of swallowing it
            case NEGATE ->
                wrap(
                        operand instanceof Expr.Literal(var _, LongValue(long number)) && number >= 0
                                ? "-(" + number + ")"
                                : "-" + print(operand, MEMBER),
                        UNARY,
                        least);
        };
    }

    private static String binary(Expr.Binary binary, int least) {
        String word = binary.op().word();
        if (binary.op().isMethod()) {
            return print(binary.left(), MEMBER) + "." + word + "(" + expression(binary.right()) + ")";
        }
        int level = switch (binary.op()) {
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY -> PRODUCT;
            default -> RELATION;
        };
        int left = level == RELATION ? SUM : level;
        return wrap(print(binary.left(), left) + " " + word + " " + print(binary.right(), level + 1), level, least);
    }

    /** The expression itself, or what has to be written in its place because text knows no such {@code has}. */
    private static Expr written(Expr expr) {
        return expr instanceof Expr.Has has && has.path().size() > 1 && !plain(has) ? has.steps() : expr;
    }

    private static boolean plain(Expr.Has has) {
        return has.path().stream().allMatch(Identifiers::isUnreserved);
    }

    private static String has(Expr.Has has, int least) {
        boolean plain = plain(has);
        if (!plain && has.path().size() > 1) return print(has.steps(), least);
        String path =
                plain ? String.join(".", has.path()) : Text.quoted(has.path().getFirst());
        return wrap(print(has.target(), SUM) + " has " + path, RELATION, least);
    }

    private static String name(String name) {
        return Identifiers.isUnreserved(name) ? name : Text.quoted(name);
    }

    private static String list(List<Expr> members) {
        return members.stream().map(Printer::expression).collect(Collectors.joining(", "));
    }

    private static String call(Expr.Call call) {
        String name = call.function().functionName();
        if (call.function().isConstructor() || call.arguments().isEmpty())
            return name + "(" + list(call.arguments()) + ")";
        var rest = call.arguments().subList(1, call.arguments().size());
        return print(call.arguments().getFirst(), MEMBER) + "." + name + "(" + list(rest) + ")";
    }
}
