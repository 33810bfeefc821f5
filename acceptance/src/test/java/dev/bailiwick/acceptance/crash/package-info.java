/**
 * Bailiwick killed with SIGKILL at random moments. Read {@link dev.bailiwick.acceptance.crash.KillTest} first: a child process
 * decides, approves and executes as fast as it can and prints what it answered; the parent kills it and looks at the files.
 */
@NullMarked
package dev.bailiwick.acceptance.crash;

import org.jspecify.annotations.NullMarked;
