/**
 * How agents' machines stand: every control, what was declared, enforced and observed. Read {@link
 * dev.bailiwick.console.posture.PosturePages} first.
 *
 * <p>Always true: reading only; what was not seen never looks like what passed; the evidence quotes the machine and is only text.
 */
@NullMarked
package dev.bailiwick.console.posture;

import org.jspecify.annotations.NullMarked;
