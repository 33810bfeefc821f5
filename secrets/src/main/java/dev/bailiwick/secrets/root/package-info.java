/**
 * One root key from which the credential of every lease follows. Read {@link dev.bailiwick.secrets.root.RootKey}.
 *
 * <p>Used by the backends that make credentials themselves. Always true: nothing but the root need be kept, a lost answer can
 * be asked for again, and after a crash the old credential can still be tried. The derivation is HMAC-SHA256 (RFC 2104).
 */
@NullMarked
package dev.bailiwick.secrets.root;

import org.jspecify.annotations.NullMarked;
