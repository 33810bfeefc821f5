/**
 * What of the world we use: the governed {@link dev.bailiwick.core.register.Agent}s with the {@link
 * dev.bailiwick.core.register.Step} of the ladder each stands on, what is frozen, and which hosts are inside.
 *
 * <p>The snapshot of all of it is {@link dev.bailiwick.core.decision.Facts}. Always true: an agent that is not here has no
 * rights at all; what lapses carries its instant, so nothing waits for a clock to be safe.
 */
package dev.bailiwick.core.register;
