/**
 * What an agent needs before it runs again after a case. Read {@link dev.bailiwick.core.incident.recovery.Gate} first: the
 * conditions; {@link dev.bailiwick.core.incident.recovery.Generation} is what the log says of its credentials since. {@code
 * procedure.incident} asks, and opens.
 *
 * <p>Always true: a condition that nobody could look at is not met; nothing of an old generation counts as new.
 */
package dev.bailiwick.core.incident.recovery;
