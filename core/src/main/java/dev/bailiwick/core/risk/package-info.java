/**
 * What can go wrong with an agent, and what stands against it now. Read {@link dev.bailiwick.core.risk.RiskMatrix} first: vectors,
 * impacts and controls are the data file beside it, and {@link dev.bailiwick.core.risk.Row} is one vector as its controls stand at
 * one moment. {@code procedure/risk} reads the controls.
 *
 * <p>Always true: a control that failed, or that nobody could read, takes nothing off the risk and turns its row red; no control
 * makes a risk vanish. The words are those of NIST SP 800-30: likelihood, severity, residual risk.
 */
package dev.bailiwick.core.risk;
