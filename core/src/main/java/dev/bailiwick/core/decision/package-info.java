/**
 * The decision point (PDP). Read {@link dev.bailiwick.core.decision.PolicyDecisionPoint} first: one pure call from an {@link
 * dev.bailiwick.core.decision.Attempt}, the {@link dev.bailiwick.core.session.Session} and the {@link
 * dev.bailiwick.core.decision.Facts} to a {@link dev.bailiwick.core.decision.Judgement}.
 *
 * <p>What a call means and where its arguments came from is one record, {@link dev.bailiwick.core.decision.Meaning}: {@link
 * dev.bailiwick.core.decision.Understanding} fills it from the catalogue (verb, operation, resource, money, outgoing data) and
 * the session (sources, instruction, signal); policies see nothing else of the call.
 *
 * <p>Called by the {@code Enforcer} for live attempts, and the same way by evaluation and replay. Always true: no clock, no
 * chance, no port; equal input, equal answer; a requestable denial is a denial (AuthZEN 1.0 and its access-request profile).
 */
package dev.bailiwick.core.decision;
