/**
 * What the log shows of a case. Read {@link dev.bailiwick.core.incident.inquiry.Inquiry} first: the four questions, asked of
 * entries, and what they say of the root cause. {@code procedure.incident} hands in the entries and what is normal.
 *
 * <p>Always true: a question whose source is missing says so and does not answer "nothing"; where the root cause is in doubt,
 * the strictest path is taken.
 */
package dev.bailiwick.core.incident.inquiry;
