package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.policy.Condition;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attribute paths that several conditions read, such as {@code resource.integration.state}, numbered: each is looked
 * up once per request and kept in the {@link Frame}. Only the most frequent ones, so that forgetting them stays cheap.
 */
final class Paths {
    private static final int MOST = 64;

    private final Map<Path, Integer> slots;

    /** A variable and the names that follow it, at least one. */
    record Path(Variable variable, List<String> names) {
        Path plus(String name) {
            var longer = new ArrayList<>(names);
            longer.add(name);
            return new Path(variable, List.copyOf(longer));
        }
    }

    private Paths(Map<Path, Integer> slots) {
        this.slots = slots;
    }

    static Paths of(Policy[] policies) {
        var counts = new HashMap<Path, Integer>();
        for (Policy policy : policies) {
            for (Condition condition : policy.conditions()) count(condition.body(), counts);
        }
        var slots = new HashMap<Path, Integer>();
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .sorted(Map.Entry.<Path, Integer>comparingByValue().reversed())
                .limit(MOST)
                .forEach(entry -> slots.put(entry.getKey(), slots.size()));
        return new Paths(slots);
    }

    private static void count(Expr root, Map<Path, Integer> counts) {
        var open = new ArrayDeque<Expr>();
        open.push(root);
        while (!open.isEmpty()) {
            Expr expr = open.pop();
            Path path = of(expr);
            if (path != null) counts.merge(path, 1, Integer::sum);
            expr.parts().forEach(open::push);
        }
    }

    /** The path an expression reads or asks for, null when it is none. */
    static @Nullable Path of(Expr expr) {
        return switch (expr) {
            case Expr.GetAttribute(var _, Expr.Var(var _, var variable), var name) -> new Path(variable, List.of(name));
            case Expr.GetAttribute(var _, var target, var name) -> {
                Path path = of(target);
                yield path == null ? null : path.plus(name);
            }
            case Expr.Has(var _, Expr.Var(var _, var variable), var names) -> new Path(variable, names.subList(0, 1));
            default -> null;
        };
    }

    /** The number of a path, -1 when it has none. */
    int slot(@Nullable Path path) {
        return path == null ? -1 : slots.getOrDefault(path, -1);
    }

    int count() {
        return slots.size();
    }
}
