/**
 * The pages of the day an agent is compromised: every case, and of one what was contained with its proof, the runbook with who
 * answered what, what the log says to the four questions, and its evidence. Read
 * {@link dev.bailiwick.console.incident.IncidentPages}; {@link dev.bailiwick.console.incident.IncidentView} is what they show,
 * {@link dev.bailiwick.console.incident.ContainPages} is the lever itself.
 *
 * <p>Always true: a page changes nothing by being looked at; what the log cannot answer stands beside what it found; the
 * agent's own text and people's reasons are only text.
 */
@NullMarked
package dev.bailiwick.console.incident;

import org.jspecify.annotations.NullMarked;
