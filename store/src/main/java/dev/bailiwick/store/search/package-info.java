/**
 * The index over the log in the database. Read {@link dev.bailiwick.store.search.StoredIndex} first.
 *
 * <p>Called by {@code app.Wiring} alone; always true: everything here can be made again from the log.
 */
@NullMarked
package dev.bailiwick.store.search;

import org.jspecify.annotations.NullMarked;
