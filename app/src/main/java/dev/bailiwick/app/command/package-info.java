/**
 * The command line. Read {@link dev.bailiwick.app.command.Bailiwick} first: it lists every command.
 *
 * <p>Always true: a command asks the running server, or works on files alone; freeze and stop do both. Exit codes: 0 ok, 1
 * error, 2 usage, 3 findings, 4 denied, 5 approval pending, 6 unreachable, 7 integrity failure. Text from outside is printed
 * with everything visible that could drive a terminal.
 */
@NullMarked
package dev.bailiwick.app.command;

import org.jspecify.annotations.NullMarked;
