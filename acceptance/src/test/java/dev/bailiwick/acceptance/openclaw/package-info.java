/**
 * The real OpenClaw, governed: installed by name, driven by a scripted model, every action decided by Bailiwick.
 *
 * <p>Read {@code GovernedOpenClaw} first: one gateway with the shipped plugin, its workspace, its
 * model and the house that decides. Tests run whole turns through it and then look at the disk and the network.
 *
 * <p>Always true: everything listens on loopback with a port of its own, and what a test started is gone after it.
 */
@NullMarked
package dev.bailiwick.acceptance.openclaw;

import org.jspecify.annotations.NullMarked;
