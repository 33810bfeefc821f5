/**
 * Judges recorded sessions as if they ran now. Read {@link dev.bailiwick.procedure.evaluation.Evaluation} first; {@code
 * ./bailiwick evaluate} calls it.
 *
 * <p>Always true: each step is judged by the same pure call as a live one, from what a gateway had seen by then: the prompt,
 * the tools, the calls and answers before it. Nothing is executed, nothing is written.
 */
package dev.bailiwick.procedure.evaluation;
