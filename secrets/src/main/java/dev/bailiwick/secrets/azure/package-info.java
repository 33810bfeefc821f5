/**
 * Microsoft Entra and Azure. Read {@link dev.bailiwick.secrets.azure.EntraTokens}: one lease is one token of an application;
 * {@link dev.bailiwick.secrets.azure.KeyVault} reads values that somebody keeps there.
 *
 * <p>Called by {@code app.wiring} alone. Always true: the application proves itself with a signed assertion, so there is no client secret to
 * lose; a token that nobody can end is told to lapse, at the instant its issuer named.
 */
@NullMarked
package dev.bailiwick.secrets.azure;

import org.jspecify.annotations.NullMarked;
