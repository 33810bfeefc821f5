package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The way out when nobody else can be reached. */
final class BreakGlass {
    private BreakGlass() {}

    @Command(
            name = "break-glass",
            description =
                    "approve alone what one agent asks, for at most an hour; Security is told at once, and it is reviewed")
    static final class Now extends Asking {
        @Parameters(paramLabel = "AGENT")
        private String agent = "";

        @Option(names = "--ticket", paramLabel = "ID", required = true, description = "an open ticket for this agent")
        private String ticket = "";

        @Option(names = "--minutes", description = "for how long: 1 to 60 (default: ${DEFAULT-VALUE})")
        private int minutes = 30;

        @Option(names = "--reason", required = true, description = "why nobody else can be asked")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.break-glass")
                    .and("agent", agent)
                    .and("ticket", ticket)
                    .and("minutes", JsonNumber.of(minutes))
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(name = "broken", description = "who broke the glass, newest first")
    static final class Broken extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.broken").build();
        }
    }
}
