/**
 * The risk matrix as it stands. Read {@link dev.bailiwick.console.risk.RiskPages} first.
 *
 * <p>Always true: reading only; the same values as {@code ./bailiwick risk matrix}; a row with an open control never looks held.
 */
@NullMarked
package dev.bailiwick.console.risk;

import org.jspecify.annotations.NullMarked;
