/**
 * Answers requests.
 *
 * <p>Read {@link dev.bailiwick.cedar.evaluation.Authorizer} first. It has two implementations on purpose: a plain
 * interpreter, which is the reference and writes the messages, and a compiled one, which is fast; tests run both.
 *
 * <p>Always true: an answer names every satisfied permit, every satisfied forbid and every policy that failed, found in
 * one pass; evaluation is pure, and no policy or value can exhaust the stack.
 */
package dev.bailiwick.cedar.evaluation;
