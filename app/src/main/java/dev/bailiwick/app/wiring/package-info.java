/**
 * The house, put together. Read {@link dev.bailiwick.app.wiring.House} first: it builds everything from top to bottom, in an
 * order one can read, and is the only place that constructs across rooms. Sees everything, decides nothing.
 */
@NullMarked
package dev.bailiwick.app.wiring;

import org.jspecify.annotations.NullMarked;
