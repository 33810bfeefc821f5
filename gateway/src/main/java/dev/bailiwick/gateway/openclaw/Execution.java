package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.command.ShellLine;
import dev.bailiwick.core.command.ShellLine.Simple;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.register.Step;
import java.util.Optional;
import java.util.Set;

/**
 * What a permitted shell call runs: the arguments that were understood and decided on, each quoted, with the system's own
 * programs and next to nothing of the gateway's environment; never the text that came.
 */
final class Execution {
    private static final Set<String> SHELLS = Set.of("exec", "bash");

    /** The gateway's environment holds its token. Only the home folder is taken from it. */
    private static final String SCRUBBED =
            "/usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin HOME=\"$HOME\" LANG=C.UTF-8";

    private Execution() {}

    /** Empty where it runs as it came: no shell call, an agent that is only observed, a text that people agreed to as it is. */
    static Optional<String> of(Attempt attempt, Facts facts) {
        boolean held = facts.agent(attempt.agent())
                .filter(agent -> agent.step() != Step.OBSERVE)
                .isPresent();
        if (!held || !SHELLS.contains(attempt.tool())) return Optional.empty();
        return attempt.arguments()
                .string("command")
                .filter(text -> ShellLine.read(text) instanceof ShellLine)
                .map(text -> ((ShellLine) ShellLine.read(text)).spelled(Execution::before));
    }

    /** A program whose name holds an equals sign would be a variable to env(1): it stands alone. */
    private static String before(Simple command) {
        return command.arguments().getFirst().contains("=") ? "" : SCRUBBED;
    }
}
