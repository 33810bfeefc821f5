/**
 * How this house makes certificates (RFC 5280). Read {@link dev.bailiwick.gateway.certificate.Issuer}; called by the authorities of
 * the egress border and of nodes, which say what a certificate is for.
 *
 * <p>Always true: one curve, P-256; a certificate begins five minutes early, for clocks that differ.
 */
@NullMarked
package dev.bailiwick.gateway.certificate;

import org.jspecify.annotations.NullMarked;
