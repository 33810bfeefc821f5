/**
 * How a governed agent's machine has to be, and whether it is. Read {@link dev.bailiwick.core.hardening.AgentProfile} first: one
 * profile per agent. {@code artefact} renders it; {@link dev.bailiwick.core.hardening.Inspection} judges what was observed.
 *
 * <p>Always true: no text of a profile needs quoting in any language it is rendered into, because what would is refused when it
 * is read; what was not observed is {@link dev.bailiwick.core.hardening.Standing#UNKNOWN}, and unknown is not compliant.
 */
package dev.bailiwick.core.hardening;
