/**
 * The one scheduler. Everything that falls due by time is a task of {@link dev.bailiwick.procedure.agenda.Agenda}.
 *
 * <p>Always true: nothing waits for it to be safe, what lapses carries its own instant; a task that fails is reported and
 * runs again at its next turn.
 */
package dev.bailiwick.procedure.agenda;
