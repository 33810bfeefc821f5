/**
 * The database behind the procedures' ports: SQLite in the data folder, or PostgreSQL when one machine is outgrown. Read
 * {@link dev.bailiwick.store.Database} first; the packages below implement one feature's ports each and are constructed by
 * {@code app.Wiring}.
 *
 * <p>Always true: a record is kept as the JSON that core defines, beside it only the columns that are searched; a change is
 * one compare-and-set on the revision ({@link dev.bailiwick.store.RecordTable}); what a method returned from is on the disk; a failing world is {@link
 * dev.bailiwick.store.StoreUnavailable}, which says what to do. One SQL serves both databases: no types, functions or locks
 * that only one of them has.
 */
@NullMarked
package dev.bailiwick.store;

import org.jspecify.annotations.NullMarked;
