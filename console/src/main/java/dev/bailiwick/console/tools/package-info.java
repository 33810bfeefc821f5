/**
 * The classification worklist: tools the catalogue does not know, and the tier IT gives each. Read {@link
 * dev.bailiwick.console.tools.ToolPages} first; the procedure behind it is {@code procedure.register.Worklist}.
 *
 * <p>Always true: until a tool is confirmed it is T4; a tier belongs to one tool digest, a changed tool is another tool.
 */
@NullMarked
package dev.bailiwick.console.tools;

import org.jspecify.annotations.NullMarked;
