package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.policy.PolicySet;

/** Evaluates one policy set against requests. Immutable and safe for any number of threads. */
public interface Authorizer {
    Answer answer(Request request, EntityStore entities);

    /** The plain one: walks the policy trees, all of them, every time. */
    static Authorizer interpreting(PolicySet policies) {
        return new InterpretingAuthorizer(policies);
    }

    /** The fast one: compiled to closures, with an index by action and scope. */
    static CompiledAuthorizer compiled(PolicySet policies) {
        return CompiledAuthorizer.compile(policies);
    }
}
