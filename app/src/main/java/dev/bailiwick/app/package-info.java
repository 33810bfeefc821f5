/**
 * The top floor: main, configuration, wiring, command line. Read {@link dev.bailiwick.app.House} first: it builds everything
 * from top to bottom, in an order one can read. Sees everything, decides nothing.
 */
@NullMarked
package dev.bailiwick.app;

import org.jspecify.annotations.NullMarked;
