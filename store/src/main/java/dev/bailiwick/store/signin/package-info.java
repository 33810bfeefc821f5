/**
 * Sign-in links and console sessions in the database, as digests.
 *
 * <p>Called by {@code app.Wiring} alone; always true: one method, one transaction, durable when it returns.
 */
@NullMarked
package dev.bailiwick.store.signin;

import org.jspecify.annotations.NullMarked;
