/**
 * The store's record of freezes; the other one is the marks beside the log, and the stricter wins.
 *
 * <p>Called by {@code app.Wiring} alone; always true: one method, one transaction, durable when it returns.
 */
@NullMarked
package dev.bailiwick.store.freeze;

import org.jspecify.annotations.NullMarked;
