/** What roles may do, and what one person never is at the same time. */
@NullMarked
package dev.bailiwick.core.people;

import org.jspecify.annotations.NullMarked;
