/**
 * What every door for machines does alike. Read {@link dev.bailiwick.gateway.http.Gate} first: it admits a caller by
 * credential, hands on, and turns whatever goes wrong into an error status, which every enforcement point must read as "do not".
 *
 * <p>Called by the rooms beside it. Always true: nobody's body is read before they are known; a body has a limit; an answer
 * that waits for people can tell whether somebody still waits for it ({@link dev.bailiwick.gateway.http.Pulse}). The limits
 * the listener itself must have are in {@link dev.bailiwick.gateway.http.ListenerLimits}. HTTP semantics: RFC 9110; bearer
 * credentials: RFC 6750.
 */
@NullMarked
package dev.bailiwick.gateway.http;

import org.jspecify.annotations.NullMarked;
