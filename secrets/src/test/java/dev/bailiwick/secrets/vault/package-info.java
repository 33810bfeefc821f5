/** Tested against a double that fails as Vault does, and against a real Vault where {@code VAULT_ADDR} says where it is. */
@NullMarked
package dev.bailiwick.secrets.vault;

import org.jspecify.annotations.NullMarked;
