/**
 * The security frame around every page. Read {@link dev.bailiwick.console.frame.Frame} first: it checks Host and Origin, finds
 * the person behind the session cookie, calls the page's {@link dev.bailiwick.console.frame.Handler} and turns its {@link
 * dev.bailiwick.console.frame.Answer} into a response.
 *
 * <p>Called by the console's pages, which never see a raw request. Always true: no state changes without an Origin of our own;
 * no page without a signed-in, active person; no response without the security headers (CSP level 3, Fetch metadata).
 */
@NullMarked
package dev.bailiwick.console.frame;

import org.jspecify.annotations.NullMarked;
