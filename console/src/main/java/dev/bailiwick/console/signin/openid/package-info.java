/**
 * Signing in with the organisation's own provider (OpenID Connect Core 1.0: authorization code, PKCE, state, nonce). Read {@link
 * dev.bailiwick.console.signin.openid.OpenId} first: it sends a browser away and takes it in again; {@link
 * dev.bailiwick.console.signin.openid.IdTokens} says whether what the provider signed is meant for us, now, and for this browser.
 *
 * <p>Called by the sign-in pages. Always true: a browser that comes back is the one that left, once; the provider is whom
 * bailiwick.yaml names, spoken to under TLS or on loopback; who is not in the register stays outside, whoever vouches. When the
 * provider is away, those who are signed in go on, and this machine's own links let others in.
 */
@NullMarked
package dev.bailiwick.console.signin.openid;

import org.jspecify.annotations.NullMarked;
