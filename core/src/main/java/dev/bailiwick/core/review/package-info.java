/**
 * What people must look at after it happened. Read {@link dev.bailiwick.core.review.Review} first; {@link
 * dev.bailiwick.core.review.Sample} says which writes are drawn, {@link dev.bailiwick.core.review.Comparison} sets what was
 * approved beside what was done. {@code procedure.review} opens and closes them.
 *
 * <p>Always true: whoever approved, asked for, or runs what is reviewed never closes its review; a review nobody did in
 * time holds its agent back by the comparison of two instants, not by a job.
 */
package dev.bailiwick.core.review;
