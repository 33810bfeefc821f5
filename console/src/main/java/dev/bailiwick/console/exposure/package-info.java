/**
 * How far a compromise reaches, as a graph and as a table of the same points. Read {@link
 * dev.bailiwick.console.exposure.RadiusPages} first; {@link dev.bailiwick.console.exposure.Drawing} lays the graph out.
 *
 * <p>Always true: the server draws it, no script does; every point is a link that the keyboard reaches; what is not drawn is said.
 */
@NullMarked
package dev.bailiwick.console.exposure;

import org.jspecify.annotations.NullMarked;
