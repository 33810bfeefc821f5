package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.schema.Environment;
import dev.bailiwick.cedar.schema.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How many steps a policy goes from entity to entity (RFC 76). At level n, whoever evaluates it needs the entities that
 * lie at most n steps from principal, action, resource and context, and no more. Runs on typed expressions of a policy
 * that has passed all other checks.
 */
final class LevelCheck {
    private final int level;
    private final Environment environment;
    private final Findings findings;

    LevelCheck(int level, Environment environment, Findings findings) {
        this.level = level;
        this.environment = environment;
        this.findings = findings;
    }

    void check(Typed typed) {
        switch (typed.expr()) {
            case Expr.GetAttribute _, Expr.Has _ -> {
                var target = typed.parts().getFirst();
                if (target.type() instanceof Type.Entity) dereference(typed, target);
                else check(target);
            }
            case Expr.Binary binary
            when dereferences(binary.op()) -> {
                dereference(typed, typed.parts().getFirst());
                check(typed.parts().getLast());
            }
            default -> {
                for (Typed part : typed.parts()) check(part);
            }
        }
    }

    private static boolean dereferences(BinaryOp op) {
        return op == BinaryOp.IN || op == BinaryOp.GET_TAG || op == BinaryOp.HAS_TAG;
    }

    private void dereference(Typed at, Typed target) {
        int needed = reach(target, new ArrayDeque<>()) + 1;
        if (needed <= level) return;
        findings.add(
                at.expr(),
                at.expr().position(),
                Problem.LEVEL_EXCEEDED,
                List.of(Integer.toString(level), Integer.toString(needed)),
                "needs entities " + needed + " steps away, level " + level + " is allowed",
                "");
    }

    /**
     * How many steps away the entity is that an expression yields.
     *
     * @param path attributes read from the value of this expression, the last one first: they lead to the entity
     */
    private int reach(Typed typed, Deque<String> path) {
        return switch (typed.expr()) {
            case Expr.Var _ -> 0;
            case Expr.Literal literal -> {
                // The action of the request is at hand, even when it is written out.
                if (!(literal.value() instanceof EntityUid uid)
                        || !uid.equals(environment.action().uid())) {
                    literal(literal);
                }
                yield 0;
            }
            case Expr.If _ -> {
                var parts = typed.parts();
                check(parts.getFirst());
                int farthest = 0;
                for (Typed branch : parts.subList(1, parts.size())) {
                    farthest = Math.max(farthest, reach(branch, new ArrayDeque<>(path)));
                }
                yield farthest;
            }
            case Expr.GetAttribute get -> {
                var target = typed.parts().getFirst();
                if (target.type() instanceof Type.Entity) yield reach(target, path) + 1;
                path.push(get.name());
                yield reach(target, path);
            }
            case Expr.Binary binary
            when binary.op() == BinaryOp.GET_TAG -> {
                check(typed.parts().getLast());
                yield reach(typed.parts().getFirst(), path) + 1;
            }
            case Expr.RecordOf record -> field(typed, record, path);
            default ->
                throw new IllegalStateException(
                        "yields no entity: " + typed.expr().getClass());
        };
    }

    /** Of a record written out only the field that is read leads on; the others are expressions of their own. */
    private int field(Typed typed, Expr.RecordOf record, Deque<String> path) {
        String read = path.pop();
        var names = new ArrayList<>(record.fields().keySet());
        int reached = 0;
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(read)) reached = reach(typed.parts().get(i), path);
            else check(typed.parts().get(i));
        }
        return reached;
    }

    private void literal(Expr.Literal literal) {
        findings.add(
                literal,
                literal.position(),
                Problem.LITERAL_DEREFERENCED,
                List.of(),
                "an entity written out cannot be loaded at any level, so nothing of it may be read",
                "reach it from principal, resource or context");
    }
}
