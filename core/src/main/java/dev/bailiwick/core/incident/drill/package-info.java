/**
 * Practising the bad day. Read {@link dev.bailiwick.core.incident.drill.Scenario} first: what somebody would do, move by move,
 * as data; {@link dev.bailiwick.core.incident.drill.Drill} is what came of it. {@code procedure.incident.Drills} plays it.
 *
 * <p>Always true: a move that nobody stopped fails the drill, and so does one that nobody could measure.
 */
package dev.bailiwick.core.incident.drill;
