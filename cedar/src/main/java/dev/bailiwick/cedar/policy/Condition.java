package dev.bailiwick.cedar.policy;

/**
 * A clause of a policy.
 *
 * @param when true for {@code when}, false for {@code unless}
 */
public record Condition(boolean when, Expr body) {}
