/**
 * GitHub Apps. Read {@link dev.bailiwick.secrets.github.GitHubApp}: one lease is one installation token, for the repositories and
 * permissions its grant names.
 *
 * <p>Called by {@code app.wiring} alone. Always true: the app's private key signs here and is never sent; a token that may do more
 * than was asked is ended and not lent.
 */
@NullMarked
package dev.bailiwick.secrets.github;

import org.jspecify.annotations.NullMarked;
