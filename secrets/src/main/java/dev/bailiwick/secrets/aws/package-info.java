/**
 * Amazon Web Services. Read {@link dev.bailiwick.secrets.aws.AwsSessions}: one lease is one session of an assumed role, for what its
 * grant's session policy allows; {@link dev.bailiwick.secrets.aws.SecretsManager} reads values that somebody keeps there.
 *
 * <p>Called by {@code app.wiring} alone. Always true: every call is signed (Signature Version 4) and no key is sent; a session is ended by a
 * deny policy that names it alone; throttled we wait once and briefly, and then fail.
 */
@NullMarked
package dev.bailiwick.secrets.aws;

import org.jspecify.annotations.NullMarked;
