/**
 * What is known of agents' machines, and the gate before production. Read {@link
 * dev.bailiwick.procedure.hardening.PostureDesk} first; called by {@code app} and by {@link
 * dev.bailiwick.procedure.register.Ladder}.
 *
 * <p>Always true: a report counts once its entry is in the log, for a day, and never across a restart; what was not seen keeps
 * the gate shut.
 */
package dev.bailiwick.procedure.hardening;
