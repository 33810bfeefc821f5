/** Tested against a double that gives tokens of exactly the life that was asked for, and ends none. */
@NullMarked
package dev.bailiwick.secrets.gcp;

import org.jspecify.annotations.NullMarked;
