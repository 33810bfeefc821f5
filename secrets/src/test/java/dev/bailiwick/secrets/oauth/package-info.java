/** Tested against a double that ends a consent when its refresh token is used twice, as RFC 9700 asks of a server. */
@NullMarked
package dev.bailiwick.secrets.oauth;

import org.jspecify.annotations.NullMarked;
