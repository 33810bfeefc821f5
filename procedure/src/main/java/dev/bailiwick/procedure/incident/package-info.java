/**
 * The day an agent is compromised. Read {@link dev.bailiwick.procedure.incident.Containment} first: everything that closes is
 * begun at once, in one order, and each step says in the log what it came to; {@link dev.bailiwick.procedure.incident.Cases}
 * is what the log says of all cases; {@link dev.bailiwick.procedure.incident.Casework} takes people's answers, {@link
 * dev.bailiwick.procedure.incident.Recovery} lets the agent run again, {@link dev.bailiwick.procedure.incident.AfterAction} ends
 * the case, {@link dev.bailiwick.procedure.incident.Drills} practises it. The steps themselves are built from the other procedures and handed in by {@code app}.
 *
 * <p>Always true: no step waits for another to succeed; taking a step twice does no harm; what a crash left is taken up again.
 */
package dev.bailiwick.procedure.incident;
