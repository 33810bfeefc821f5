/**
 * The port to the log. {@link dev.bailiwick.procedure.audit.AuditLog#append} returns when the entry is forced to disk, and
 * not before: no entry, no action.
 */
package dev.bailiwick.procedure.audit;
