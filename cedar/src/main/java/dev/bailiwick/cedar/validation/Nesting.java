package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.policy.Expr;
import java.util.ArrayDeque;
import java.util.Map;

/**
 * Keeps the recursion of the rules within a small stack. Links of {@code &&} and {@code ||} are free, since the rules
 * follow them by loops; whatever else nests counts, a path after {@code has} step by step.
 */
final class Nesting {
    /** Far beyond what people write, far below what a stack of half a megabyte holds. */
    static final int LIMIT = 250;

    private Nesting() {}

    static boolean isBounded(Expr root) {
        var open = new ArrayDeque<Map.Entry<Expr, Integer>>();
        open.push(Map.entry(root, 1));
        while (!open.isEmpty()) {
            var next = open.pop();
            Expr expr = next.getKey();
            int depth =
                    next.getValue() + (expr instanceof Expr.Has has ? has.path().size() : 1);
            if (depth > LIMIT) return false;
            var parts = ExprForm.parts(expr);
            for (int i = 0; i < parts.size(); i++) {
                boolean link = i == 0 && continues(expr, parts.get(i));
                open.push(Map.entry(parts.get(i), link ? next.getValue() : Integer.valueOf(depth)));
            }
        }
        return true;
    }

    /** Whether the left side of a link is a link of the same chain. */
    private static boolean continues(Expr expr, Expr left) {
        return (expr instanceof Expr.And && left instanceof Expr.And)
                || (expr instanceof Expr.Or && left instanceof Expr.Or);
    }
}
