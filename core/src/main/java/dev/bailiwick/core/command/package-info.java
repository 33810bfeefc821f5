/**
 * A command line as its arguments, and what they touch. Read {@link dev.bailiwick.core.command.Commands} first; the tools'
 * meaning is data (the JSON files in its resources, told in docs/commands.md).
 *
 * <p>The language is a small subset of POSIX's (Shell and Utilities, section 2) in which a text has one meaning in every shell:
 * nothing expands. Always true: what is outside the subset is {@link dev.bailiwick.core.command.ShellReading.Refused}; an option
 * nobody described is {@link dev.bailiwick.core.command.Touch.Kind#UNKNOWN}; a line is as strict as its strictest part; no text
 * throws, and none takes longer than its length.
 */
package dev.bailiwick.core.command;
