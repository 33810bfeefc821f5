/**
 * The agents' pages: where each stands on the ladder, whether its enforcement is alive, and the levers that freeze, lift, stop.
 * Read {@link dev.bailiwick.console.agents.AgentPages} first.
 *
 * <p>Always true: an agent that is not protected says so in a banner on every page that names it here; freezing needs a
 * reason and nothing else.
 */
@NullMarked
package dev.bailiwick.console.agents;

import org.jspecify.annotations.NullMarked;
