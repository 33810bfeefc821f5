package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.policy.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression without its positions: equal when the same is written, wherever it is written. Recursion follows
 * expressions, whose depth is bounded by {@link Expr#MAX_DEPTH}.
 */
final class ExprForm {
    private final Expr expr;
    private final int hash;

    ExprForm(Expr expr) {
        this.expr = expr;
        this.hash = hash(expr);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof ExprForm that && hash == that.hash && same(expr, that.expr));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut alone
    private static boolean same(Expr a, Expr b) {
        if (a == b) return true;
        if (!label(a).equals(label(b))) return false;
        var parts = parts(a);
        var others = parts(b);
        if (parts.size() != others.size()) return false;
        for (int i = 0; i < parts.size(); i++) {
            if (!same(parts.get(i), others.get(i))) return false;
        }
        return true;
    }

    private static int hash(Expr expr) {
        int hash = label(expr).hashCode();
        for (Expr part : parts(expr)) hash = 31 * hash + hash(part);
        return hash;
    }

    private record Label(String kind, Object what) {}

    private static Label label(Expr expr) {
        return switch (expr) {
            case Expr.Literal literal -> new Label("literal", literal.value());
            case Expr.Var variable -> new Label("variable", variable.variable());
            case Expr.If _ -> new Label("if", "");
            case Expr.And _ -> new Label("and", "");
            case Expr.Or _ -> new Label("or", "");
            case Expr.Unary unary -> new Label("unary", unary.op());
            case Expr.Binary binary -> new Label("binary", binary.op());
            case Expr.GetAttribute get -> new Label("get", get.name());
            case Expr.Has has -> new Label("has", has.path());
            case Expr.Like like -> new Label("like", like.pattern());
            case Expr.Is is -> new Label(is.in().isPresent() ? "is in" : "is", is.type());
            case Expr.SetOf _ -> new Label("set", "");
            case Expr.RecordOf record ->
                new Label("record", List.copyOf(record.fields().keySet()));
            case Expr.Call call -> new Label("call", call.function());
        };
    }

    /** The direct parts of an expression, in the order of evaluation. */
    static List<Expr> parts(Expr expr) {
        return switch (expr) {
            case Expr.Literal _, Expr.Var _ -> List.of();
            case Expr.If choice -> List.of(choice.condition(), choice.then(), choice.otherwise());
            case Expr.And and -> List.of(and.left(), and.right());
            case Expr.Or or -> List.of(or.left(), or.right());
            case Expr.Unary unary -> List.of(unary.operand());
            case Expr.Binary binary -> List.of(binary.left(), binary.right());
            case Expr.GetAttribute get -> List.of(get.target());
            case Expr.Has has -> List.of(has.target());
            case Expr.Like like -> List.of(like.target());
            case Expr.Is is -> {
                var parts = new ArrayList<Expr>(List.of(is.target()));
                is.in().ifPresent(parts::add);
                yield parts;
            }
            case Expr.SetOf set -> set.members();
            case Expr.RecordOf record -> List.copyOf(record.fields().values());
            case Expr.Call call -> call.arguments();
        };
    }
}
