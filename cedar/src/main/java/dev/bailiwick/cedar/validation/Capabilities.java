package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.policy.Expr;
import java.util.HashSet;
import java.util.Set;

/** What earlier tests have made sure of: attributes and tags that are there. Immutable. */
record Capabilities(Set<Capability> all) {
    static final Capabilities NONE = new Capabilities(Set.of());

    /** Something known to be on the value of an expression; a tag may be named by an expression too. */
    sealed interface Capability {
        record HasAttribute(ExprForm on, String name) implements Capability {}

        record HasTag(ExprForm on, ExprForm key) implements Capability {}
    }

    static Capability attribute(Expr on, String name) {
        return new Capability.HasAttribute(new ExprForm(on), name);
    }

    static Capability tag(Expr on, Expr key) {
        return new Capability.HasTag(new ExprForm(on), new ExprForm(key));
    }

    static Capabilities of(Capability only) {
        return new Capabilities(Set.of(only));
    }

    boolean include(Capability capability) {
        return all.contains(capability);
    }

    Capabilities and(Capabilities others) {
        if (others.all.isEmpty()) return this;
        if (all.isEmpty()) return others;
        var both = new HashSet<>(all);
        both.addAll(others.all);
        return new Capabilities(both);
    }

    /** What holds whichever of the two is the case. */
    Capabilities common(Capabilities others) {
        if (all.isEmpty() || others.all.isEmpty()) return NONE;
        var common = new HashSet<>(all);
        common.retainAll(others.all);
        return new Capabilities(common);
    }
}
