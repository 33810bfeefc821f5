/**
 * Google Cloud. Read {@link dev.bailiwick.secrets.gcp.Impersonation}: one lease is one short token of a service account.
 *
 * <p>Called by {@code app.wiring} alone. Always true: nobody can end such a token, so it never lives longer than its lease, and that is what is
 * said of it.
 */
@NullMarked
package dev.bailiwick.secrets.gcp;

import org.jspecify.annotations.NullMarked;
