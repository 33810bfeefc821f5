package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;

/** Which principals, or which resources, a policy speaks about. */
public sealed interface Scope {
    /** All of them: {@code principal}. */
    record Any() implements Scope {}

    /** {@code principal == User::"alice"}. */
    record Equal(Target target) implements Scope {}

    /** {@code principal in Group::"staff"}. */
    record In(Target target) implements Scope {}

    /** {@code principal is User}. */
    record Is(EntityTypeName type) implements Scope {}

    /** {@code principal is User in Group::"staff"}. */
    record IsIn(EntityTypeName type, Target target) implements Scope {}

    /** Whether a slot is still open. */
    default boolean isOpen() {
        return switch (this) {
            case Any _ -> false;
            case Is _ -> false;
            case Equal(var target) -> target instanceof Target.Open;
            case In(var target) -> target instanceof Target.Open;
            case IsIn(var _, var target) -> target instanceof Target.Open;
        };
    }

    /** This scope with its slot, if it has one, filled. */
    default Scope filledWith(EntityUid uid) {
        var known = new Target.Known(uid);
        return switch (this) {
            case Any _ -> this;
            case Is _ -> this;
            case Equal(var target) -> target instanceof Target.Open ? new Equal(known) : this;
            case In(var target) -> target instanceof Target.Open ? new In(known) : this;
            case IsIn(var type, var target) -> target instanceof Target.Open ? new IsIn(type, known) : this;
        };
    }
}
