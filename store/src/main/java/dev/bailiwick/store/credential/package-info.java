/**
 * Service keys and leases in the database: names, instants and fingerprints, never a credential.
 *
 * <p>Called by {@code app.wiring} alone; always true: one method, one transaction, durable when it returns.
 */
@NullMarked
package dev.bailiwick.store.credential;

import org.jspecify.annotations.NullMarked;
