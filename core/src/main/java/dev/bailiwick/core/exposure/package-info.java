/**
 * What an agent could do at all, and how far a compromise reaches. Read {@link dev.bailiwick.core.exposure.Reach} for the
 * first: asked by the command line and before a new version of the policies comes into force, it makes the same pure call as a
 * live decision, nothing is estimated. Read {@link dev.bailiwick.core.exposure.BlastRadius} for the second.
 *
 * <p>The blast radius knows no policies: it is what somebody has who took the agent, its keys or its host. Always true: what
 * the register does not state counts as reached.
 */
package dev.bailiwick.core.exposure;
