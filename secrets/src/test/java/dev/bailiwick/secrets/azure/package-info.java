/** Tested against a double that checks each assertion and keeps versions of values as Key Vault does. */
@NullMarked
package dev.bailiwick.secrets.azure;

import org.jspecify.annotations.NullMarked;
