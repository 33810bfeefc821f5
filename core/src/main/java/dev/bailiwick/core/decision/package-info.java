/**
 * The decision point (PDP). Read {@link dev.bailiwick.core.decision.DecisionPoint} first: one pure call from an {@link
 * dev.bailiwick.core.decision.Attempt}, the {@link dev.bailiwick.core.session.Session} and the {@link
 * dev.bailiwick.core.decision.Facts} to a {@link dev.bailiwick.core.decision.Judgement}.
 *
 * <p>Called by the {@code Enforcer} for live attempts, and the same way by evaluation and replay. Always true: no clock, no
 * chance, no port; equal input, equal answer; a requestable denial is a denial (AuthZEN 1.0 and its access-request profile).
 */
package dev.bailiwick.core.decision;
