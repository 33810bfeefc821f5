/** The contracts on both databases, and the world failing in every way we know. */
@NullMarked
package dev.bailiwick.store;

import org.jspecify.annotations.NullMarked;
