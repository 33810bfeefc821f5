/**
 * Where agents' machines come in: over mutual TLS, with a certificate of Bailiwick's own authority. Read {@link
 * dev.bailiwick.gateway.node.NodeRoutes} first; {@link dev.bailiwick.gateway.node.NodeCertificates} is the authority (RFC 5280).
 *
 * <p>Always true: without a certificate that the log knows, one thing is possible, to join with an invitation's token; with one,
 * the routes of the agents' listener are open, and each of them still wants the agent's own credential.
 */
@NullMarked
package dev.bailiwick.gateway.node;

import org.jspecify.annotations.NullMarked;
