/**
 * Approval tasks and change tickets in the database. Read {@link dev.bailiwick.store.approval.StoredApprovals} first.
 *
 * <p>Called by {@code app.Wiring} alone; always true: one method, one transaction, durable when it returns.
 */
@NullMarked
package dev.bailiwick.store.approval;

import org.jspecify.annotations.NullMarked;
