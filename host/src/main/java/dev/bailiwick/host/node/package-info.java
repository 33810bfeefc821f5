/**
 * Bailiwick in host role, on an agents' machine: its identity, its line to the server, and the door through which its agents ask.
 * Read {@link dev.bailiwick.host.node.NodeLine} first; called by {@code ./bailiwick host}.
 *
 * <p>Always true: it trusts one authority, whose fingerprint came with the invitation; its key never leaves it; without the server
 * nothing is permitted here, because nothing could be entered in the log.
 */
@NullMarked
package dev.bailiwick.host.node;

import org.jspecify.annotations.NullMarked;
