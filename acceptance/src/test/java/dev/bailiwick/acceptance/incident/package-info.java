/**
 * The worst day from its mail to its closed review, on the house as it ships: {@link dev.bailiwick.acceptance.incident.WholeDay} tells it, a
 * {@link dev.bailiwick.acceptance.incident.Victim} is the agent it happens to. It runs in a network of its own, because it cuts that off.
 */
@NullMarked
package dev.bailiwick.acceptance.incident;

import org.jspecify.annotations.NullMarked;
