/**
 * Reviews in the database. Read {@link dev.bailiwick.store.review.StoredReviews}.
 *
 * <p>Called by {@code app.Wiring} alone; always true: one method, one transaction, durable when it returns.
 */
@NullMarked
package dev.bailiwick.store.review;

import org.jspecify.annotations.NullMarked;
