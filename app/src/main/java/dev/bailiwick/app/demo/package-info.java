/**
 * A first look that touches nothing real. Read {@link dev.bailiwick.app.demo.DemoRun} first: a scripted agent, or a real
 * OpenClaw with a scripted model, meets an injected invoice; the gate is the one that production uses.
 *
 * <p>Always true: the demo has a data folder of its own; scripted people count in it and nowhere else.
 */
@NullMarked
package dev.bailiwick.app.demo;

import org.jspecify.annotations.NullMarked;
