/**
 * Stopping what an agent runs. Read {@link dev.bailiwick.host.process.ProcessTreeHost} first; {@link
 * dev.bailiwick.host.process.OwnCgroup} starts an agent so that stopping it is exact. Called by {@code app}.
 *
 * <p>Always true: a process is its number and its moment of birth, so a number that was given again is never killed; nothing
 * is drained; our own process is never touched.
 *
 * <p>What can get away: with a control group of its own (cgroup v2), nothing. With an account of its own and the right to
 * signal it, nothing but a process that changed to another account through a set-user-id program. With neither, a process
 * that was orphaned before the stop, left its session and process group, and cleared the {@link
 * dev.bailiwick.host.process.Mark} from its environment; and one that forks faster than the process table can be read.
 */
@NullMarked
package dev.bailiwick.host.process;

import org.jspecify.annotations.NullMarked;
