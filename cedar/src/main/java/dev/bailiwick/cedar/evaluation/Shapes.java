package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.policy.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers expressions by what they say: {@code context.tier == 3} bears one number in whatever policy it stands, so that
 * it is compiled once. Equality of {@link Expr} will not do, since it counts the position, and digs down every time.
 */
final class Shapes {
    private final Map<Shape, Integer> numbers = new HashMap<>();
    private final IdentityHashMap<Expr, Integer> seen = new IdentityHashMap<>();
    private final List<Integer> uses = new ArrayList<>();

    /** @param own what the expression says beside its parts, which stand by number */
    private record Shape(Class<?> form, Object own, List<Integer> parts) {}

    int number(Expr expr) {
        Integer known = seen.get(expr);
        if (known != null) return known;
        var parts = expr.parts().stream().map(this::number).toList();
        int number = numbers.computeIfAbsent(new Shape(expr.getClass(), own(expr), parts), _ -> numbers.size());
        seen.put(expr, number);
        if (number == uses.size()) uses.add(0);
        uses.set(number, uses.get(number) + 1);
        return number;
    }

    /** How often an expression of that number was written. */
    int uses(int number) {
        return uses.get(number);
    }

    private static Object own(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var _, var value) -> value;
            case Expr.Var(var _, var variable) -> variable;
            case Expr.Unary(var _, var op, var _) -> op;
            case Expr.Binary(var _, var op, var _, var _) -> op;
            case Expr.GetAttribute(var _, var _, var name) -> name;
            case Expr.Has(var _, var _, var path) -> path;
            case Expr.Like(var _, var _, var pattern) -> pattern;
            case Expr.Is(var _, var _, var type, var _) -> type;
            case Expr.RecordOf(var _, var fields) -> List.copyOf(fields.keySet());
            case Expr.Call(var _, var function, var _) -> function;
            case Expr.If _, Expr.And _, Expr.Or _, Expr.SetOf _ -> "";
        };
    }
}
