/**
 * Ways to lay out several agents, and how far the register's reality is from one of them. Read {@link
 * dev.bailiwick.core.architecture.Reference} (a layout: its zones and its rules, from the data file beside it) and {@link
 * dev.bailiwick.core.architecture.Deviations} first; {@link dev.bailiwick.core.architecture.Drawing} is the picture.
 *
 * <p>Always true: what is drawn is the register and never the ideal; what the register does not state is a deviation; every text
 * in the picture is escaped.
 */
package dev.bailiwick.core.architecture;
