package dev.bailiwick.cedar.policy;

/**
 * A clause of a policy.
 *
 * @param when true for {@code when}, false for {@code unless}
 */
public record Condition(boolean when, Expr body) {
    /** @throws dev.bailiwick.cedar.CedarException when the body is deeper than {@link Expr#MAX_DEPTH} */
    public Condition {
        ExprDepth.require(body);
    }

    /** {@code when} or {@code unless}. */
    public String word() {
        return when ? "when" : "unless";
    }
}
