/**
 * Secrets that somebody left in clear on a machine. Read {@link dev.bailiwick.host.secrecy.SecretSearch}.
 *
 * <p>Called by {@code credentials find} and by the posture scan. Always true: what is told is a place and a kind, never a value, and a place that could not be
 * looked at is named as such.
 */
@NullMarked
package dev.bailiwick.host.secrecy;

import org.jspecify.annotations.NullMarked;
