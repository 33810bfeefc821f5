/**
 * What is done in a case, step by step, and how far it is. Read {@link dev.bailiwick.core.incident.runbook.Runbook} first: a
 * CACAO 2.0 playbook as data; then {@link dev.bailiwick.core.incident.runbook.Course}, one case's way through it at one
 * moment. {@code procedure.incident} takes people's answers; command line and console show the course.
 *
 * <p>Always true: a step that Bailiwick proves is closed by the proof alone; nothing is answered before what must stand first
 * is closed; a question nobody answered in time has the strict answer. Vocabulary: CACAO 2.0 (OASIS).
 */
package dev.bailiwick.core.incident.runbook;
