/**
 * Where people come in. Read {@link dev.bailiwick.console.Console} first: it puts the pages of each feature behind the security
 * frame, and the same procedures behind the admin API that the command line speaks.
 *
 * <p>Called by {@code app.Wiring}, which owns the listener. Always true: pages and API read through ports, and change things
 * through procedures alone; nothing is loaded from outside.
 */
@NullMarked
package dev.bailiwick.console;

import org.jspecify.annotations.NullMarked;
