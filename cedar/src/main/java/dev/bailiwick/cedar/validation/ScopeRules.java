package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.policy.ActionScope;
import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Scope;
import dev.bailiwick.cedar.policy.Target;
import dev.bailiwick.cedar.policy.Variable;
import dev.bailiwick.cedar.schema.EntityType;
import dev.bailiwick.cedar.schema.Schema;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the scope of a policy means to a schema: the condition it stands for, and the types it leaves. */
final class ScopeRules {
    private ScopeRules() {}

    /**
     * A scope as an expression; empty when it asks for nothing. For an open slot stands the variable itself: of all that
     * a link may put there, an entity of the same type is one, and the answer is open for every other that matters.
     */
    static Optional<Expr> condition(Variable variable, Scope scope, Position position) {
        var subject = new Expr.Var(position, variable);
        return switch (scope) {
            case Scope.Any _ -> Optional.empty();
            case Scope.Equal(var target) ->
                Optional.of(new Expr.Binary(position, BinaryOp.EQUAL, subject, value(target, subject)));
            case Scope.In(var target) ->
                Optional.of(new Expr.Binary(position, BinaryOp.IN, subject, value(target, subject)));
            case Scope.Is(var type) -> Optional.of(new Expr.Is(position, subject, type, Optional.empty()));
            case Scope.IsIn(var type, var target) ->
                Optional.of(new Expr.Is(position, subject, type, Optional.of(value(target, subject))));
        };
    }

    private static Expr value(Target target, Expr.Var subject) {
        return switch (target) {
            case Target.Known(var uid) -> new Expr.Literal(subject.position(), uid);
            case Target.Open _ -> subject;
        };
    }

    static Optional<Expr> condition(ActionScope scope, Position position) {
        var subject = new Expr.Var(position, Variable.ACTION);
        return switch (scope) {
            case ActionScope.Any() -> Optional.empty();
            case ActionScope.Equal(var uid) ->
                Optional.of(new Expr.Binary(position, BinaryOp.EQUAL, subject, new Expr.Literal(position, uid)));
            case ActionScope.In(var uids, boolean bracketed) -> {
                Expr group = bracketed ? set(position, uids) : new Expr.Literal(position, uids.getFirst());
                yield Optional.of(new Expr.Binary(position, BinaryOp.IN, subject, group));
            }
        };
    }

    private static Expr set(Position position, List<EntityUid> uids) {
        return new Expr.SetOf(
                position,
                uids.stream().<Expr>map(uid -> new Expr.Literal(position, uid)).toList());
    }

    /** The entity a scope names, if it names one. */
    static Optional<EntityUid> uid(Scope scope) {
        return switch (scope) {
            case Scope.Any _, Scope.Is _ -> Optional.empty();
            case Scope.Equal(var target) -> uid(target);
            case Scope.In(var target) -> uid(target);
            case Scope.IsIn(var _, var target) -> uid(target);
        };
    }

    private static Optional<EntityUid> uid(Target target) {
        return target instanceof Target.Known(var uid) ? Optional.of(uid) : Optional.empty();
    }

    /** Whether some action applies to a principal and a resource that the scope leaves. */
    static boolean applicable(Schema schema, Scope principal, ActionScope action, Scope resource) {
        var principals = types(schema, principal);
        var resources = types(schema, resource);
        return actions(schema, action).stream()
                .map(schema::action)
                .flatMap(Optional::stream)
                .anyMatch(each -> !Collections.disjoint(each.principals(), principals)
                        && !Collections.disjoint(each.resources(), resources));
    }

    private static Set<EntityTypeName> types(Schema schema, Scope scope) {
        return switch (scope) {
            case Scope.Any() -> all(schema);
            case Scope.Equal(var target) ->
                uid(target).map(uid -> Set.of(uid.type())).orElseGet(() -> all(schema));
            case Scope.In(var target) ->
                uid(target).map(uid -> inside(schema, uid.type())).orElseGet(() -> all(schema));
            case Scope.Is(var type) -> schema.entityType(type).isPresent() ? Set.of(type) : Set.of();
            case Scope.IsIn(var type, var target) -> {
                boolean possible = uid(target)
                        .map(uid -> inside(schema, uid.type()).contains(type))
                        .orElseGet(() -> schema.entityType(type).isPresent());
                yield possible ? Set.of(type) : Set.of();
            }
        };
    }

    private static Set<EntityTypeName> all(Schema schema) {
        var all = new HashSet<EntityTypeName>();
        schema.entityTypes().forEach(type -> all.add(type.name()));
        return all;
    }

    private static Set<EntityTypeName> inside(Schema schema, EntityTypeName group) {
        var inside = new HashSet<EntityTypeName>();
        schema.entityType(group).map(EntityType::descendants).ifPresent(inside::addAll);
        inside.add(group);
        return inside;
    }

    private static Set<EntityUid> actions(Schema schema, ActionScope scope) {
        var actions = new HashSet<EntityUid>();
        switch (scope) {
            case ActionScope.Any() -> schema.actionTypes().forEach(action -> actions.add(action.uid()));
            case ActionScope.Equal(var uid) -> actions.add(uid);
            case ActionScope.In(var uids, var _) -> {
                for (EntityUid uid : uids) {
                    var group = schema.action(uid);
                    // One unknown action leaves nothing: what was meant is not known.
                    if (group.isEmpty()) return Set.of();
                    actions.add(uid);
                    actions.addAll(group.get().descendants());
                }
            }
        }
        return actions;
    }
}
