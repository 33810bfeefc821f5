/**
 * Rehearsals of the worst day. Read {@link dev.bailiwick.app.drill.Drill} first: a house of its own in a temporary folder, a
 * scripted agent through the same enforcement point, a real process that ticks, and the real lever.
 *
 * <p>Always true: a drill touches nothing that is not its own; what was expected is written down before it runs.
 */
@NullMarked
package dev.bailiwick.app.drill;

import org.jspecify.annotations.NullMarked;
