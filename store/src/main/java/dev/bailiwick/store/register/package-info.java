/**
 * Agents, their credentials and the classification worklist in the database.
 *
 * <p>Called by {@code app.Wiring} alone; always true: one method, one transaction, durable when it returns.
 */
@NullMarked
package dev.bailiwick.store.register;

import org.jspecify.annotations.NullMarked;
