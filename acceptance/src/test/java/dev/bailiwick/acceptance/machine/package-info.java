/** A machine with a real systemd of its own, hardened from one profile, and what the house makes of it. */
@NullMarked
package dev.bailiwick.acceptance.machine;

import org.jspecify.annotations.NullMarked;
