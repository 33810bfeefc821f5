/**
 * What opens doors. Read {@link dev.bailiwick.core.credential.Secret} first: the only place a secret's characters live.
 *
 * <p>Always true: a secret prints as {@code [redacted]}, is compared in constant time, and never becomes part of a record, an
 * exception or a log line.
 */
package dev.bailiwick.core.credential;
