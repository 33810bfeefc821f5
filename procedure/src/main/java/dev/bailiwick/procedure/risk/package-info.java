/**
 * The risk matrix as it stands now. Read {@link dev.bailiwick.procedure.risk.RiskDesk} first: it asks whoever knows a control how
 * that stands; the console and the command line ask it.
 *
 * <p>Always true: reading only; a control nobody reads, or that cannot be read, is unknown and never holds.
 */
package dev.bailiwick.procedure.risk;
