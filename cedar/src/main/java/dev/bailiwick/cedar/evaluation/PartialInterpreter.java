package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.policy.ActionScope;
import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.Condition;
import dev.bailiwick.cedar.policy.Effect;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.policy.Scope;
import dev.bailiwick.cedar.policy.Target;
import dev.bailiwick.cedar.policy.UnaryOp;
import dev.bailiwick.cedar.policy.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates as far as what is known reaches, and leaves the rest as expressions over the same variables. Entities count
 * as known: a store that lacks one says that it does not exist. Evaluating a residual once everything is known gives
 * what evaluating the policy would have given.
 */
public final class PartialInterpreter {
    private final PartialRequest request;
    private final EntityStore entities;
    private final Interpreter interpreter;

    public PartialInterpreter(PartialRequest request, EntityStore entities) {
        this.request = request;
        this.entities = entities;
        // asked only for expressions without variables
        EntityUid nobody = EntityUid.of("Nobody", "");
        this.interpreter = new Interpreter(new Request(nobody, nobody, nobody, request.context()), entities);
    }

    /** What each policy comes to, as far as it can be known. */
    public PartialAnswer answer(PolicySet policies) {
        var permits = new ArrayList<String>();
        var forbids = new ArrayList<String>();
        var errors = new ArrayList<PolicyError>();
        var residuals = new LinkedHashMap<String, List<Expr>>();
        for (Policy policy : policies.policies()) {
            try {
                Optional<List<Expr>> rest = residual(policy);
                if (rest.isEmpty()) continue;
                if (!rest.get().isEmpty()) residuals.put(policy.id(), rest.get());
                else (policy.effect() == Effect.PERMIT ? permits : forbids).add(policy.id());
            } catch (EvaluationException e) {
                errors.add(new PolicyError(policy.id(), e.reason()));
            }
        }
        return new PartialAnswer(permits, forbids, errors, residuals);
    }

    /**
     * What is left to hold, empty when the policy cannot be satisfied, an empty list when it is.
     *
     * @throws EvaluationException when the policy fails whatever the unknown is
     */
    private Optional<List<Expr>> residual(Policy policy) {
        var rest = new ArrayList<Expr>();
        for (Expr test : tests(policy)) {
            // behind an open condition nothing is certain to be evaluated
            Expr reduced = rest.isEmpty() ? reduce(test) : reducedIfSound(test);
            if (!(reduced instanceof Expr.Literal(var _, var value)) || !(value instanceof Bool)) {
                if (rest.isEmpty() && reduced instanceof Expr.Literal(var _, var other)) Operators.bool(other);
                rest.add(reduced);
            } else if (value == Bool.FALSE) {
                if (rest.isEmpty()) return Optional.empty();
                rest.add(reduced);
                return Optional.of(rest);
            }
        }
        return Optional.of(rest);
    }

    /** Scope and conditions of a policy as expressions that must all be true. */
    private static List<Expr> tests(Policy policy) {
        var tests = new ArrayList<Expr>();
        scope(policy.principal(), Variable.PRINCIPAL, tests);
        var action = new Expr.Var(Position.NONE, Variable.ACTION);
        switch (policy.action()) {
            case ActionScope.Any _ -> {}
            case ActionScope.Equal(var uid) -> tests.add(binary(BinaryOp.EQUAL, action, uid));
            case ActionScope.In(var uids, var _) -> {
                var groups = new ArrayList<Expr>();
                for (EntityUid uid : uids) groups.add(new Expr.Literal(Position.NONE, uid));
                tests.add(new Expr.Binary(Position.NONE, BinaryOp.IN, action, new Expr.SetOf(Position.NONE, groups)));
            }
        }
        scope(policy.resource(), Variable.RESOURCE, tests);
        for (Condition condition : policy.conditions()) {
            Expr body = condition.body();
            tests.add(condition.when() ? body : new Expr.Unary(body.position(), UnaryOp.NOT, body));
        }
        return tests;
    }

    private static void scope(Scope scope, Variable variable, List<Expr> tests) {
        var subject = new Expr.Var(Position.NONE, variable);
        switch (scope) {
            case Scope.Any _ -> {}
            case Scope.Equal(var target) -> tests.add(binary(BinaryOp.EQUAL, subject, known(target)));
            case Scope.In(var target) -> tests.add(binary(BinaryOp.IN, subject, known(target)));
            case Scope.Is(var type) -> tests.add(new Expr.Is(Position.NONE, subject, type, Optional.empty()));
            case Scope.IsIn(var type, var target) -> {
                tests.add(new Expr.Is(Position.NONE, subject, type, Optional.empty()));
                tests.add(binary(BinaryOp.IN, subject, known(target)));
            }
        }
    }

    private static EntityUid known(Target target) {
        if (target instanceof Target.Known(var uid)) return uid;
        throw new IllegalArgumentException("a template is evaluated only through its links");
    }

    private static Expr binary(BinaryOp op, Expr left, EntityUid right) {
        return new Expr.Binary(Position.NONE, op, left, new Expr.Literal(Position.NONE, right));
    }

    /** The expression reduced, or left alone where reducing it fails: it may never be reached. */
    private Expr reducedIfSound(Expr expr) {
        try {
            return reduce(expr);
        } catch (EvaluationException e) {
            return expr;
        }
    }

    /**
     * The expression with all that is known worked out.
     *
     * @throws EvaluationException when it fails whatever the unknown is
     */
    public Expr reduce(Expr expr) {
        return switch (expr) {
            case Expr.Literal _ -> expr;
            case Expr.Var(var at, var variable) ->
                value(variable).<Expr>map(value -> new Expr.Literal(at, value)).orElse(expr);
            case Expr.GetAttribute(var at, Expr.Var(var _, var variable), var name)
            when variable == Variable.CONTEXT && !request.unknownContext().contains(name) ->
                new Expr.Literal(at, Operators.attribute(request.context(), name, entities));
            case Expr.Has(var at, Expr.Var(var _, var variable), var path)
            when variable == Variable.CONTEXT
                    && path.size() == 1
                    && !request.unknownContext().contains(path.getFirst()) ->
                new Expr.Literal(at, Bool.of(request.context().has(path.getFirst())));
            case Expr.And(var at, var left, var right) -> and(at, reduce(left), right);
            case Expr.Or(var at, var left, var right) -> or(at, reduce(left), right);
            case Expr.If(var at, var condition, var then, var otherwise) ->
                choice(at, reduce(condition), then, otherwise);
            case Expr.Unary(var at, var op, var operand) -> finished(new Expr.Unary(at, op, reduce(operand)));
            case Expr.Binary(var at, var op, var left, var right) ->
                finished(new Expr.Binary(at, op, reduce(left), reduce(right)));
            case Expr.GetAttribute(var at, var target, var name) ->
                finished(new Expr.GetAttribute(at, reduce(target), name));
            case Expr.Has has when has.path().size() > 1 -> reduce(has.steps());
            case Expr.Has(var at, var target, var path) -> finished(new Expr.Has(at, reduce(target), path));
            case Expr.Like(var at, var target, var pattern) -> finished(new Expr.Like(at, reduce(target), pattern));
            case Expr.Is is when is.in().isPresent() -> reduce(is.steps());
            case Expr.Is(var at, var target, var type, var in) -> finished(new Expr.Is(at, reduce(target), type, in));
            case Expr.SetOf(var at, var members) -> finished(new Expr.SetOf(at, reduce(members)));
            case Expr.RecordOf(var at, var fields) -> {
                var reduced = new LinkedHashMap<String, Expr>();
                for (Map.Entry<String, Expr> field : fields.entrySet()) {
                    reduced.put(field.getKey(), reduce(field.getValue()));
                }
                yield finished(new Expr.RecordOf(at, reduced));
            }
            case Expr.Call(var at, var function, var arguments) ->
                finished(new Expr.Call(at, function, reduce(arguments)));
        };
    }

    private List<Expr> reduce(List<Expr> expressions) {
        var reduced = new ArrayList<Expr>(expressions.size());
        for (Expr expression : expressions) reduced.add(reduce(expression));
        return reduced;
    }

    private Optional<Value> value(Variable variable) {
        return switch (variable) {
            case PRINCIPAL -> request.principal().map(uid -> uid);
            case ACTION -> request.action().map(uid -> uid);
            case RESOURCE -> request.resource().map(uid -> uid);
            case CONTEXT -> request.unknownContext().isEmpty() ? Optional.of(request.context()) : Optional.empty();
        };
    }

    private Expr and(Position at, Expr left, Expr right) {
        if (!(left instanceof Expr.Literal(var _, var value))) return new Expr.And(at, left, reducedIfSound(right));
        return Operators.bool(value) ? bool(at, reduce(right), true) : left;
    }

    private Expr or(Position at, Expr left, Expr right) {
        if (!(left instanceof Expr.Literal(var _, var value))) return new Expr.Or(at, left, reducedIfSound(right));
        return Operators.bool(value) ? left : bool(at, reduce(right), false);
    }

    /** What is left of {@code true && right} or {@code false || right}: right, which must be a boolean. */
    private static Expr bool(Position at, Expr right, boolean and) {
        if (right instanceof Expr.Literal(var _, var value))
            return new Expr.Literal(at, Bool.of(Operators.bool(value)));
        var neutral = new Expr.Literal(at, Bool.of(and));
        return and ? new Expr.And(at, neutral, right) : new Expr.Or(at, neutral, right);
    }

    private Expr choice(Position at, Expr condition, Expr then, Expr otherwise) {
        if (!(condition instanceof Expr.Literal(var _, var value))) {
            return new Expr.If(at, condition, reducedIfSound(then), reducedIfSound(otherwise));
        }
        return reduce(Operators.bool(value) ? then : otherwise);
    }

    /** The value of an expression whose parts are all values, else the expression. */
    private Expr finished(Expr expr) {
        boolean open = switch (expr) {
            case Expr.Unary(var _, var _, var operand) -> open(operand);
            case Expr.Binary(var _, var _, var left, var right) -> open(left) || open(right);
            case Expr.GetAttribute(var _, var target, var _) -> open(target);
            case Expr.Has(var _, var target, var _) -> open(target);
            case Expr.Like(var _, var target, var _) -> open(target);
            case Expr.Is(var _, var target, var _, var _) -> open(target);
            case Expr.SetOf(var _, var members) -> members.stream().anyMatch(PartialInterpreter::open);
            case Expr.RecordOf(var _, var fields) -> fields.values().stream().anyMatch(PartialInterpreter::open);
            case Expr.Call(var _, var _, var arguments) -> arguments.stream().anyMatch(PartialInterpreter::open);
            default -> true;
        };
        return open ? expr : new Expr.Literal(expr.position(), interpreter.evaluate(expr));
    }

    private static boolean open(Expr expr) {
        return !(expr instanceof Expr.Literal);
    }
}
