/**
 * The pages on which people look at what happened: what waits, and of one review what was approved beside what was done.
 * Read {@link dev.bailiwick.console.review.ReviewPages}; the desk behind it is {@code procedure.review.ReviewDesk}.
 *
 * <p>Always true: what stands there as done comes from the log; the agent's own text is only text.
 */
@NullMarked
package dev.bailiwick.console.review;

import org.jspecify.annotations.NullMarked;
