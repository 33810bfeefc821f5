/**
 * Agents' machines that are not the server's: letting them in, hearing them, telling them what to do. Read {@link
 * dev.bailiwick.procedure.node.NodeDesk} first. The ports: {@link dev.bailiwick.procedure.node.Nodes} keeps who was let in, {@link
 * dev.bailiwick.procedure.node.NodeAuthority} signs certificates.
 *
 * <p>Always true: a node counts only as far as the log has seen it let in; it is let out at once and whatever fails; what it says
 * can freeze its own agents and open nothing; a node nobody hears is not obeyed and not believed.
 */
package dev.bailiwick.procedure.node;
