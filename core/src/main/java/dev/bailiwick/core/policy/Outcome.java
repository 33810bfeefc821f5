package dev.bailiwick.core.policy;

import java.util.List;

/** What a profile answers to one request. */
public sealed interface Outcome {
    Applied applied();

    /** Yes, bound to obligations. */
    record Permit(Applied applied, List<Obligation> obligations) implements Outcome {
        public Permit {
            obligations = List.copyOf(obligations);
        }
    }

    /** No, and nobody can make it a yes. */
    record Refusal(Applied applied, Cause cause) implements Outcome {}

    /** No, unless people give what is asked. */
    record Requestable(Applied applied, Asks asks) implements Outcome {}

    /** Why nobody can make it a yes. */
    enum Cause {
        /** A forbid that nobody may lift; it is the first of the applied ones. */
        FORBIDDEN,
        /** No policy permits it. A person lifts a forbid, never makes a permit. */
        NO_PERMIT,
        /** A policy could not be evaluated. Cedar ignores such a policy; whoever guards something must not. */
        POLICY_ERROR,
        /** An entity that policies may look at is not known: without it a forbid could be silently false. */
        FACTS_MISSING,
        /** The request does not fit the schema. */
        INVALID_REQUEST,
        /** Nobody in the register could say yes. */
        NO_ELIGIBLE_APPROVER,
        /** Even with everything that is asked it would not be a permit. */
        APPROVAL_WOULD_NOT_HELP
    }
}
