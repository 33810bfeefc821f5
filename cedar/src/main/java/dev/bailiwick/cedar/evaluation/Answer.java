package dev.bailiwick.cedar.evaluation;

import java.util.List;

/**
 * All that evaluating a policy set against a request found out. Cedar's own decision ignores errors and hides the
 * permits behind a forbid; both are here.
 *
 * @param permits ids of the satisfied permits, in the order of the set
 * @param forbids ids of the satisfied forbids, in the order of the set
 * @param errors the policies that failed, in the order of the set
 */
public record Answer(List<String> permits, List<String> forbids, List<PolicyError> errors) {
    public Answer {
        permits = List.copyOf(permits);
        forbids = List.copyOf(forbids);
        errors = List.copyOf(errors);
    }

    /** Allow when some permit and no forbid is satisfied: what the Cedar language says. */
    public Decision decision() {
        return forbids.isEmpty() && !permits.isEmpty() ? Decision.ALLOW : Decision.DENY;
    }

    /** The policies that determined the decision: the forbids if there are any, else the permits. */
    public List<String> reasons() {
        return forbids.isEmpty() ? permits : forbids;
    }
}
