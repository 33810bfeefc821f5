/** Commands on real files. Read {@link dev.bailiwick.app.command.AuditCommandsTest} first. */
@NullMarked
package dev.bailiwick.app.command;

import org.jspecify.annotations.NullMarked;
