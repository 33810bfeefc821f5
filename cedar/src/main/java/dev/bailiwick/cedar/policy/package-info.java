/**
 * Policies: their form, their text, their JSON.
 *
 * <p>Read {@link dev.bailiwick.cedar.policy.Policy} first, then {@link dev.bailiwick.cedar.policy.Expr}; {@link
 * dev.bailiwick.cedar.policy.PolicySet} holds many and links templates. Parsing gives a policy its ids in order of
 * appearance: {@code policy0}, {@code policy1}.
 *
 * <p>Always true: a policy tree is immutable and no deeper than {@link
 * dev.bailiwick.cedar.policy.Expr#MAX_DEPTH}, so walking it by recursion is safe; printing, parsing and printing again
 * gives the same text.
 */
package dev.bailiwick.cedar.policy;
