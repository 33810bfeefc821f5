/**
 * The agents' way out: one listener for each agent. Read {@link dev.bailiwick.gateway.egress.EgressProxy} first, then {@code
 * Exchange}, which takes one request from what was read to an answer.
 *
 * <p>Called by {@code app.wiring}; decides nothing itself: a request becomes an operation of the catalogue and goes before
 * the same {@code Enforcer} as every other action. Speaks HTTP/1.1 (RFC 9110, 9112) inside CONNECT and TLS.
 *
 * <p>Always true: what is sent on is written from what was parsed; a credential is put in for one host and one place and
 * taken out of the answer; what is on no list does not leave; redirects are the agent's to follow, through here again.
 */
@NullMarked
package dev.bailiwick.gateway.egress;

import org.jspecify.annotations.NullMarked;
