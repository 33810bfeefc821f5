/**
 * The day an agent is compromised, as one case. Read {@link dev.bailiwick.core.incident.Incident} first: a case is what its
 * entries in the log say, in whatever order they came; then {@link dev.bailiwick.core.incident.Step}, what containment
 * consists of. {@code procedure.incident} carries the steps out and writes the entries. What people do about a case is {@code
 * runbook}, how its agent comes back is {@code recovery}, what is practised is {@code drill}.
 *
 * <p>Always true: the fold of the same entries is the same case; a later word on a step replaces the earlier one; nothing but
 * a person's word ends a case. Vocabulary: NIST SP 800-61r3, CACAO 2.0 for the runbook.
 */
package dev.bailiwick.core.incident;
