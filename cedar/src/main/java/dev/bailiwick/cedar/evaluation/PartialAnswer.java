package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.policy.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be said before everything is known.
 *
 * @param permits ids of permits that are satisfied whatever the unknown turns out to be
 * @param forbids ids of forbids that are satisfied whatever the unknown turns out to be
 * @param errors policies that fail in any case
 * @param residuals by policy id, what is left to be true for the policy to be satisfied: all of it, in this order
 */
public record PartialAnswer(
        List<String> permits, List<String> forbids, List<PolicyError> errors, Map<String, List<Expr>> residuals) {
    public PartialAnswer {
        permits = List.copyOf(permits);
        forbids = List.copyOf(forbids);
        errors = List.copyOf(errors);
        var copy = new LinkedHashMap<String, List<Expr>>();
        residuals.forEach((id, rest) -> copy.put(id, List.copyOf(rest)));
        residuals = Collections.unmodifiableMap(copy);
    }

    /** The residual of one policy as text, one condition per element; empty when it has none. */
    public List<String> residualText(String policyId) {
        var text = new ArrayList<String>();
        for (Expr expr : residuals.getOrDefault(policyId, List.of())) text.add(expr.text());
        return text;
    }
}
