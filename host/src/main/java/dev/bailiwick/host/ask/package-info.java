/**
 * Asking Bailiwick's server from an agent's machine: may this happen, may it go on, this is what it came to. Read {@link
 * dev.bailiwick.host.ask.DecisionClient} first; called by {@code ./bailiwick run}. The words on the wire are those of the OpenClaw
 * plugin, {@code docs/design/openclaw-wire.md}.
 *
 * <p>Always true: only a well-formed permit that names its entry lets anything begin; a server that is away, silent, or says
 * something nobody understands has permitted nothing; nothing is asked twice.
 */
@NullMarked
package dev.bailiwick.host.ask;

import org.jspecify.annotations.NullMarked;
