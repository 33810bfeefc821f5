package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.policy.ActionScope;
import dev.bailiwick.cedar.policy.Condition;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.Scope;
import dev.bailiwick.cedar.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The reference: evaluates expressions by walking them, as the language definition reads. Recursion is bounded by {@link
 * Expr#MAX_DEPTH}.
 */
public final class Interpreter {
    private final Request request;
    private final EntityStore entities;

    public Interpreter(Request request, EntityStore entities) {
        this.request = request;
        this.entities = entities;
    }

    /**
     * Whether scope and conditions of a policy hold.
     *
     * @throws EvaluationException when evaluating a condition fails
     */
    public boolean satisfied(Policy policy) {
        if (!inScope(policy.principal(), request.principal())
                || !inScope(policy.action(), request.action())
                || !inScope(policy.resource(), request.resource())) {
            return false;
        }
        for (Condition condition : policy.conditions()) {
            if (Operators.bool(evaluate(condition.body())) != condition.when()) return false;
        }
        return true;
    }

    private boolean inScope(Scope scope, EntityUid uid) {
        return switch (scope) {
            case Scope.Any _ -> true;
            case Scope.Equal(var target) -> known(target).equals(uid);
            case Scope.In(var target) -> entities.isIn(uid, known(target));
            case Scope.Is(var type) -> uid.type().equals(type);
            case Scope.IsIn(var type, var target) -> uid.type().equals(type) && entities.isIn(uid, known(target));
        };
    }

    private static EntityUid known(Target target) {
        if (target instanceof Target.Known(var uid)) return uid;
        throw new IllegalArgumentException("a template is evaluated only through its links");
    }

    private boolean inScope(ActionScope scope, EntityUid action) {
        return switch (scope) {
            case ActionScope.Any _ -> true;
            case ActionScope.Equal(var uid) -> uid.equals(action);
            case ActionScope.In(var uids, var _) -> uids.stream().anyMatch(group -> entities.isIn(action, group));
        };
    }

    /** @throws EvaluationException when the expression has no value */
    public Value evaluate(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var _, var value) -> value;
            case Expr.Var(var _, var variable) ->
                switch (variable) {
                    case PRINCIPAL -> request.principal();
                    case ACTION -> request.action();
                    case RESOURCE -> request.resource();
                    case CONTEXT -> request.context();
                };
            case Expr.If(var _, var condition, var then, var otherwise) ->
                evaluate(Operators.bool(evaluate(condition)) ? then : otherwise);
            case Expr.And(var _, var left, var right) ->
                Bool.of(Operators.bool(evaluate(left)) && Operators.bool(evaluate(right)));
            case Expr.Or(var _, var left, var right) ->
                Bool.of(Operators.bool(evaluate(left)) || Operators.bool(evaluate(right)));
            case Expr.Unary(var _, var op, var operand) -> Operators.unary(op, evaluate(operand));
            case Expr.Binary(var _, var op, var left, var right) ->
                Operators.binary(op, evaluate(left), evaluate(right), entities);
            case Expr.GetAttribute(var _, var target, var name) ->
                Operators.attribute(evaluate(target), name, entities);
            case Expr.Has has when has.path().size() > 1 -> evaluate(has.steps());
            case Expr.Has(var _, var target, var path) ->
                Bool.of(Operators.has(evaluate(target), path.getFirst(), entities));
            case Expr.Like(var _, var target, var pattern) ->
                Bool.of(pattern.matches(Operators.text(evaluate(target))));
            case Expr.Is is when is.in().isPresent() -> evaluate(is.steps());
            case Expr.Is(var _, var target, var type, var _) -> Bool.of(Operators.is(evaluate(target), type));
            case Expr.SetOf(var _, var members) -> SetValue.of(evaluate(members));
            case Expr.RecordOf(var _, var fields) -> {
                var values = new TreeMap<String, Value>();
                // in the order of the names, which decides the error when several fields have one
                new TreeMap<>(fields).forEach((name, field) -> values.put(name, evaluate(field)));
                yield RecordValue.of(values);
            }
            case Expr.Call(var _, var function, var arguments) -> Operators.call(function, evaluate(arguments));
        };
    }

    private List<Value> evaluate(List<Expr> expressions) {
        var values = new ArrayList<Value>(expressions.size());
        for (Expr expression : expressions) values.add(evaluate(expression));
        return values;
    }
}
