/**
 * Our own enforcement: becoming a command under Landlock (landlock(7)), seccomp(2) and no-new-privileges, without a helper
 * program. Read {@link dev.bailiwick.host.confine.ConfinedRun} first, then {@link dev.bailiwick.host.confine.Confinement}; called by
 * {@code ./bailiwick run}.
 *
 * <p>Always true: what the kernel offers is read first; what is required and not there refuses to start; a step that fails ends
 * the process before the command begins.
 *
 * <p>What it does not stop: a program the agent wrote itself, started through the dynamic loader, where the loader has to be
 * allowed and the folder is not mounted noexec; UDP, before Landlock knows it; what listed programs may do with their rights.
 */
@NullMarked
package dev.bailiwick.host.confine;

import org.jspecify.annotations.NullMarked;
