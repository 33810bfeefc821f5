/**
 * The pages of coming in and going out: the one-time link's page, signing out, who the people are. Read {@link
 * dev.bailiwick.console.signin.SignInPages} first; the procedure behind it is {@code procedure.signin.SignInDesk}.
 *
 * <p>Always true: a link's token leaves the address bar at once, and the session's key is known to the cookie alone.
 */
@NullMarked
package dev.bailiwick.console.signin;

import org.jspecify.annotations.NullMarked;
