/**
 * What is due, whose it is, and what it holds back. Read {@link dev.bailiwick.procedure.programme.ProgrammeDesk} first: its sources
 * say what is due, the log says what was done, and {@link dev.bailiwick.procedure.programme.Blocking} is what a decision asks.
 *
 * <p>Always true: that a duty was done counts from its entry; nothing waits for a round to be overdue; reading a date never fails a
 * decision.
 */
package dev.bailiwick.procedure.programme;
