/**
 * A node is an agents' machine that is not the server's, with Bailiwick in host role on it. Read {@link
 * dev.bailiwick.core.node.Node} first: who was let in, and for which agents. {@link dev.bailiwick.core.node.Beat} is what a node
 * says every second, {@link dev.bailiwick.core.node.Word} what it is told; called by {@code procedure/node} and {@code host/node}.
 *
 * <p>Always true: a node speaks for the agents it was invited for and for no other; what it says can close and never open.
 */
package dev.bailiwick.core.node;
