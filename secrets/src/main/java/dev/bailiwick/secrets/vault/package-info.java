/**
 * HashiCorp Vault and OpenBao. Read {@link dev.bailiwick.secrets.vault.VaultDatabase} first: credentials that Vault makes for
 * each lease; {@link dev.bailiwick.secrets.vault.VaultKv} reads values that somebody put there.
 *
 * <p>Called by {@code app.wiring} alone. Always true: a lease's id goes in bodies, never in addresses, which are logged; an
 * answer that says "queued" is never told as ended; what nobody can name is ended with everything of its path.
 */
@NullMarked
package dev.bailiwick.secrets.vault;

import org.jspecify.annotations.NullMarked;
