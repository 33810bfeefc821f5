/**
 * Tokens that some other server gives: how one is kept so that it can still be ended after a restart, and how we prove to such a
 * server who we are. Read {@link dev.bailiwick.secrets.token.TokenSeal}.
 *
 * <p>Used by the backends that are token services. Always true: what stands in a lease's record opens nothing without the
 * backend's root key, which lies in the sealed settings. Assertions are JWT (RFC 7519) signed with RS256 (RFC 7518).
 */
@NullMarked
package dev.bailiwick.secrets.token;

import org.jspecify.annotations.NullMarked;
