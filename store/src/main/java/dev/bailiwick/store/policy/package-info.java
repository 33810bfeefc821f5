/**
 * Where versions of policies and facts are kept. Read {@link dev.bailiwick.store.policy.StoredArchive} first.
 *
 * <p>Built by the wiring for {@code procedure/policy}. Always true: a value is only found under its own digest.
 */
@NullMarked
package dev.bailiwick.store.policy;

import org.jspecify.annotations.NullMarked;
