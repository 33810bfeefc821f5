/**
 * Looking at an agent's machine. Read {@link dev.bailiwick.host.posture.Scanner} first; called by {@code app}.
 *
 * <p>Always true: it changes nothing; the kernel's word comes before a runtime's; what cannot be read is empty, never assumed; a
 * process is compared with its moment of birth before and after, so that no other one's facts slip in.
 */
@NullMarked
package dev.bailiwick.host.posture;

import org.jspecify.annotations.NullMarked;
