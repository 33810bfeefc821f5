/**
 * What happened, as entries of a log nobody can rewrite. Read {@link dev.bailiwick.core.audit.Event} (what somebody records)
 * and {@link dev.bailiwick.core.audit.Entry} (what stands in the log) first.
 *
 * <p>Always true: an entry is canonical JSON (RFC 8785); the same bytes always have the same leaf hash.
 */
package dev.bailiwick.core.audit;
