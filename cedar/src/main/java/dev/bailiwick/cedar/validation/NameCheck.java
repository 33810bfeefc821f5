package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.policy.ActionScope;
import dev.bailiwick.cedar.policy.Condition;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.Scope;
import dev.bailiwick.cedar.schema.EntityType;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.schema.Suggestion;
import java.util.ArrayDeque;
import java.util.List;

/** Finds what a policy names and the schema does not: entity types, actions, ids of enumerated types. */
final class NameCheck {
    private final Schema schema;
    private final Findings findings;
    private final Findings warnings;

    NameCheck(Schema schema, Findings findings, Findings warnings) {
        this.schema = schema;
        this.findings = findings;
        this.warnings = warnings;
    }

    void check(Policy policy) {
        scope(policy.principal(), policy.position());
        switch (policy.action()) {
            case ActionScope.Any() -> {}
            case ActionScope.Equal(var uid) -> entity(uid, policy.position());
            case ActionScope.In(var uids, var _) -> uids.forEach(uid -> entity(uid, policy.position()));
        }
        scope(policy.resource(), policy.position());
        policy.annotations().forEach((key, value) -> text(key + value, policy.position(), policy));
        for (Condition condition : policy.conditions()) body(condition.body());
    }

    private void scope(Scope scope, Position position) {
        switch (scope) {
            case Scope.Is(var type) -> type(type, position);
            case Scope.IsIn(var type, var _) -> type(type, position);
            case Scope.Any _, Scope.Equal _, Scope.In _ -> {}
        }
        ScopeRules.uid(scope).ifPresent(uid -> entity(uid, position));
    }

    private void body(Expr body) {
        var pending = new ArrayDeque<Expr>(List.of(body));
        while (!pending.isEmpty()) {
            Expr expr = pending.pop();
            switch (expr) {
                case Expr.Literal literal when literal.value() instanceof EntityUid uid -> entity(uid, expr.position());
                case Expr.Literal literal
                when literal.value() instanceof Text text -> text(text.value(), expr.position(), expr);
                case Expr.Is is -> type(is.type(), expr.position());
                case Expr.GetAttribute get -> text(get.name(), expr.position(), expr);
                case Expr.Has has -> text(String.join("", has.path()), expr.position(), expr);
                case Expr.Like like -> text(String.join("", like.pattern().pieces()), expr.position(), expr);
                case Expr.RecordOf record ->
                    text(String.join("", record.fields().keySet()), expr.position(), expr);
                default -> {}
            }
            ExprForm.parts(expr).reversed().forEach(pending::push);
        }
    }

    /** Also for what a link puts into a slot. */
    void entity(EntityUid uid, Position position) {
        type(uid.type(), position);
        text(uid.id(), position, uid);
        if (uid.type().isAction()) action(uid, position);
        else schema.entityType(uid.type()).ifPresent(type -> id(uid, type, position));
    }

    private void type(EntityTypeName type, Position position) {
        if (type.isAction() || schema.entityType(type).isPresent()) return;
        var known =
                schema.entityTypes().stream().map(each -> each.name().name()).toList();
        findings.add(
                type,
                position,
                Problem.UNKNOWN_ENTITY_TYPE,
                List.of(type.name()),
                "entity type `" + type + "` is not in the schema",
                Suggestion.of(type.name(), known).orElse(""));
    }

    private void action(EntityUid uid, Position position) {
        if (schema.action(uid).isPresent()) return;
        var known =
                schema.actionTypes().stream().map(each -> each.uid().toString()).toList();
        findings.add(
                uid,
                position,
                Problem.UNKNOWN_ACTION,
                List.of(uid.toString()),
                "action `" + uid + "` is not in the schema",
                Suggestion.of(uid.toString(), known).orElse(""));
    }

    private void id(EntityUid uid, EntityType type, Position position) {
        if (type.admits(uid.id())) return;
        findings.add(
                uid,
                position,
                Problem.UNLISTED_ENTITY,
                List.of(uid.toString()),
                "`" + uid + "` is none of the entities that the schema lists for `" + type.name() + "`",
                Suggestion.of(uid.id(), type.ids()).orElse(""));
    }

    private void text(String text, Position position, Object node) {
        if (text.codePoints().noneMatch(NameCheck::turnsDirection)) return;
        warnings.add(
                node,
                position,
                Problem.DECEPTIVE_TEXT,
                List.of(),
                "text contains characters that change the direction of writing, so it may read other than it means",
                "write such characters as escapes and look twice");
    }

    /** The controls of the Unicode Bidirectional Algorithm (UAX 9, section 2). */
    private static boolean turnsDirection(int c) {
        return c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
