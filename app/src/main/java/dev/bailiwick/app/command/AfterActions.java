package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a case teaches: what is changed, by whom, until when. */
final class AfterActions {
    private AfterActions() {}

    @Command(name = "action", description = "say, as Security, what is changed so that it cannot happen again")
    static final class Plan extends Asking {
        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Option(names = "--text", required = true, description = "which policy or configuration, and how")
        private String text = "";

        @Option(names = "--owner", required = true, paramLabel = "PERSON", description = "who sees to it")
        private String owner = "";

        @Option(names = "--due", required = true, paramLabel = "DAY", description = "such as 2026-12-24")
        private String due = "";

        @Option(names = "--drill", paramLabel = "SCENARIO", description = "the drill that must pass with it")
        private Optional<String> scenario = Optional.empty();

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.action")
                    .and("case", id)
                    .and("text", text)
                    .and("owner", owner)
                    .and("due", due)
                    .and("scenario", scenario.map(JsonString::new))
                    .build();
        }
    }

    @Command(name = "done", description = "say, as its owner or as Security, that an action is done")
    static final class Done extends Asking {
        @Parameters(index = "0", paramLabel = "CASE")
        private String id = "";

        @Parameters(index = "1", paramLabel = "ACTION", description = "such as action-1")
        private String action = "";

        @Option(names = "--text", required = true, description = "what was changed, and what shows it")
        private String text = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.done")
                    .and("case", id)
                    .and("action", action)
                    .and("text", text)
                    .build();
        }
    }
}
