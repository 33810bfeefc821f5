/**
 * What opens doors. Read {@link dev.bailiwick.core.credential.Secret} first: the only place a secret's characters live. A
 * {@link dev.bailiwick.core.credential.ServiceKey} says which agent may use which credential where; a {@link
 * dev.bailiwick.core.credential.Lease} is one credential that was really issued.
 *
 * <p>Called by {@code procedure.credential}, which issues and ends them.
 *
 * <p>Always true: a secret prints as {@code [redacted]}, is compared in constant time, and never becomes part of a record, an
 * exception or a log line; what is kept of it is its fingerprint.
 */
package dev.bailiwick.core.credential;
