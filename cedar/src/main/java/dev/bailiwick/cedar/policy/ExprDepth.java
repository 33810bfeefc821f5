package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.CedarException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;

/** Measures how deep a tree is without recursion, once, when a condition is made: after that recursion is safe. */
final class ExprDepth {
    private record Level(Expr expr, int depth) {}

    private ExprDepth() {}

    /** @throws CedarException when the tree is deeper than {@link Expr#MAX_DEPTH} */
    static void require(Expr root) {
        var open = new ArrayDeque<Level>();
        open.push(new Level(root, 1));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth() > Expr.MAX_DEPTH) {
                throw CedarException.at(
                        level.expr().position(),
                        "the expression is deeper than " + Expr.MAX_DEPTH,
                        "split the condition into several `when` or `unless` clauses");
            }
            for (Expr child : children(level.expr())) open.push(new Level(child, level.depth() + 1));
        }
    }

    static Collection<Expr> children(Expr expr) {
        return switch (expr) {
            case Expr.Literal _ -> List.of();
            case Expr.Var _ -> List.of();
            case Expr.If(var _, var condition, var then, var otherwise) -> List.of(condition, then, otherwise);
            case Expr.And(var _, var left, var right) -> List.of(left, right);
            case Expr.Or(var _, var left, var right) -> List.of(left, right);
            case Expr.Unary(var _, var _, var operand) -> List.of(operand);
            case Expr.Binary(var _, var _, var left, var right) -> List.of(left, right);
            case Expr.GetAttribute(var _, var target, var _) -> List.of(target);
            // the path is spelled out as a chain of its own length
            case Expr.Has has -> has.path().size() == 1 ? List.of(has.target()) : List.of(has.steps());
            case Expr.Like(var _, var target, var _) -> List.of(target);
            case Expr.Is is ->
                is.in().isEmpty()
                        ? List.of(is.target())
                        : List.of(is.target(), is.in().get());
            case Expr.SetOf(var _, var members) -> members;
            case Expr.RecordOf(var _, var fields) -> fields.values();
            case Expr.Call(var _, var _, var arguments) -> arguments;
        };
    }
}
