/**
 * Who is who on this machine. Read {@link dev.bailiwick.host.account.Account} first; {@link
 * dev.bailiwick.host.account.Accounts} finds accounts, {@link dev.bailiwick.host.account.Peer} says which one is at the other
 * end of a Unix-domain socket, {@link dev.bailiwick.host.account.Reach} what one of them can do to a path. Called by {@code
 * app}: the control socket and the checks that Bailiwick and its agents are apart.
 *
 * <p>Always true: the kernel's numbers decide, names are for people; what cannot be found out counts as reachable.
 */
@NullMarked
package dev.bailiwick.host.account;

import org.jspecify.annotations.NullMarked;
