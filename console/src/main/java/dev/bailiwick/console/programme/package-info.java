/**
 * Everything that falls due again and again, and whose it is. Read {@link dev.bailiwick.console.programme.ProgrammePages} first.
 *
 * <p>Always true: what is overdue stands on top; whoever may not say that a duty was done sees why instead of a button.
 */
@NullMarked
package dev.bailiwick.console.programme;

import org.jspecify.annotations.NullMarked;
