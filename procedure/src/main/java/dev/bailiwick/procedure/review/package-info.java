/**
 * What people look at afterwards: after every infrastructure change, after break-glass, and of an agent's writes those that
 * are drawn by lot. Read {@link dev.bailiwick.procedure.review.ReviewDesk} first; {@link
 * dev.bailiwick.procedure.review.Duties} follows the log and opens what falls due.
 *
 * <p>Always true: a review is opened from the log alone, so no crash loses one; while it holds, its agent is held back, in
 * memory, whatever the store answers; it is closed in the log before it is closed in the store.
 */
package dev.bailiwick.procedure.review;
