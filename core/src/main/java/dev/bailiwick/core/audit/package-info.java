/**
 * What happened, as entries of a log nobody can rewrite. Read {@link dev.bailiwick.core.audit.Event} (what somebody
 * records), {@link dev.bailiwick.core.audit.Entry} (what stands in the log) and {@link
 * dev.bailiwick.core.audit.Checkpoint} (what the log signs about itself) first. The tower {@code tlog} keeps the files.
 *
 * <p>Always true: an entry is canonical JSON (RFC 8785); the same bytes always have the same leaf hash; nothing here reads
 * a file or a clock.
 *
 * <p>Standards: RFC 9162 (hashes and proofs), C2SP signed-note, tlog-checkpoint, tlog-proof, tlog-cosignature.
 */
package dev.bailiwick.core.audit;
