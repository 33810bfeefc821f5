/**
 * Cutting the machine off. Read {@link dev.bailiwick.host.isolation.NftIsolation}: one nftables table of our own, which is there
 * or is not. Called by {@code procedure.incident.Isolation} through its port.
 *
 * <p>Always true: no rule of anybody else is read or changed; a cut that was not seen to hold is a failure.
 */
@NullMarked
package dev.bailiwick.host.isolation;

import org.jspecify.annotations.NullMarked;
