/**
 * The console on a real web server, with memory where the store and the log would be. Read {@link
 * dev.bailiwick.console.testing.PlayedHouse} first; used by this module's tests and by the browser tests of {@code acceptance}.
 */
@NullMarked
package dev.bailiwick.console.testing;

import org.jspecify.annotations.NullMarked;
