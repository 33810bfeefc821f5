/**
 * An OAuth 2.0 authorization server. Read {@link dev.bailiwick.secrets.oauth.OAuth}: one lease is one access token.
 *
 * <p>Called by {@code app.wiring} alone. Always true: a refresh token is used once and its successor is durable before the access
 * token is lent; a token that may do more than was asked is ended and not lent; "inactive" counts as ended only from a server
 * that called the same token active before. Speaks RFC 6749, RFC 7009 (revocation), RFC 7662 (introspection), RFC 8693 (exchange).
 */
@NullMarked
package dev.bailiwick.secrets.oauth;

import org.jspecify.annotations.NullMarked;
