package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.Condition;
import dev.bailiwick.cedar.policy.Effect;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.UnaryOp;
import dev.bailiwick.cedar.policy.Variable;
import dev.bailiwick.core.policy.Admission.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the language leaves unchecked and we do not. */
final class Lint {
    /** Sums that stay far below 2^63: an overflow would be an error, and an error refuses. */
    private static final Set<String> BOUNDED = Set.of("context.money.spentTodayMinor + context.money.minor");

    private static final Set<BinaryOp> ARITHMETIC = Set.of(BinaryOp.ADD, BinaryOp.SUBTRACT, BinaryOp.MULTIPLY);

    private Lint() {}

    static List<Fault> faults(PolicyText text) {
        var faults = new ArrayList<Fault>();
        var ids = new HashSet<String>();
        for (Layer layer : Layer.values()) {
            for (Policy policy : Policies.of(text, layer)) {
                if (!ids.add(policy.id())) faults.add(fault(layer, policy, "another policy has this id"));
                annotations(layer, policy, faults);
                conditions(layer, policy, faults);
            }
        }
        return faults;
    }

    private static void annotations(Layer layer, Policy policy, List<Fault> faults) {
        try {
            Rule.of(policy);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("annotations", layer.file() + ": " + e.getMessage()));
        }
        if (layer == Layer.DUTIES && policy.effect() == Effect.FORBID)
            faults.add(fault(layer, policy, "a duty is a permit that obliges"));
    }

    private static void conditions(Layer layer, Policy policy, List<Fault> faults) {
        boolean granting = policy.effect() == Effect.PERMIT && layer != Layer.DUTIES;
        if (granting && any(policy, Lint::looksAtApproval))
            faults.add(fault(layer, policy, "a permit never looks at the approval: people lift a forbid"));
        if (any(policy, Lint::mayOverflow))
            faults.add(fault(layer, policy, "arithmetic that could overflow; the policy would refuse everything"));
    }

    private static Fault fault(Layer layer, Policy policy, String text) {
        return new Fault("annotations", layer.file() + ": policy \"" + policy.id() + "\": " + text);
    }

    private static boolean looksAtApproval(Expr expr) {
        return switch (expr) {
            case Expr.GetAttribute(var _, Expr.Var(var _, var variable), var name) ->
                variable == Variable.CONTEXT && name.equals("approval");
            case Expr.Has(var _, Expr.Var(var _, var variable), var path) ->
                variable == Variable.CONTEXT && path.getFirst().equals("approval");
            default -> false;
        };
    }

    private static boolean mayOverflow(Expr expr) {
        return switch (expr) {
            case Expr.Binary(var _, var op, var _, var _) -> ARITHMETIC.contains(op) && !BOUNDED.contains(expr.text());
            case Expr.Unary(var _, var op, var operand) -> op == UnaryOp.NEGATE && !(operand instanceof Expr.Literal);
            default -> false;
        };
    }

    private static boolean any(Policy policy, Predicate<Expr> test) {
        var open = new ArrayDeque<Expr>();
        for (Condition condition : policy.conditions()) open.add(condition.body());
        while (!open.isEmpty()) {
            Expr expr = open.poll();
            if (test.test(expr)) return true;
            open.addAll(expr.parts());
        }
        return false;
    }
}
