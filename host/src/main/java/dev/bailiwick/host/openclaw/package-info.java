/**
 * OpenClaw on the agent's machine: installed, configured so that every action meets Bailiwick, started, talked to, probed.
 *
 * <p>Read {@link dev.bailiwick.host.openclaw.OpenClawConfig} first: it renders what {@code openclaw connect} writes. {@link
 * dev.bailiwick.host.openclaw.Pathways} says of a configuration by which paths that OpenClaw can act, gated or not; {@link
 * dev.bailiwick.host.openclaw.Selftest} proves it with denied probes, {@link dev.bailiwick.host.openclaw.CanaryCall} again each
 * minute. {@link dev.bailiwick.host.openclaw.Installer} and {@link dev.bailiwick.host.openclaw.GatewayProcess} serve the demonstration
 * and the tests.
 *
 * <p>Always true: nothing here decides; what cannot be proved is called unmeasured; OpenClaw's own words are untrusted text. Speaks
 * OpenClaw's gateway protocol 4 and its configuration schema as of {@link dev.bailiwick.host.openclaw.Pathways#TESTED}.
 */
@NullMarked
package dev.bailiwick.host.openclaw;

import org.jspecify.annotations.NullMarked;
