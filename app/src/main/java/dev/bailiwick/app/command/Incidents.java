package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The day an agent is compromised. */
@Command(
        name = "incident",
        description = "contain an agent that is compromised, and follow its case to the end",
        subcommands = {
            Freezing.Contain.class,
            Incidents.Listing.class,
            Incidents.Show.class,
            Incidents.Investigate.class,
            CaseRunbook.Show.class,
            CaseRunbook.AnswerStep.class,
            CaseRunbook.Skip.class,
            Incidents.Confirm.class,
            Incidents.Close.class,
            Evidence.Take.class
        })
final class Incidents {
    @Command(name = "list", description = "every case, newest first")
    static final class Listing extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.list").build();
        }
    }

    @Command(name = "show", description = "one case, each step with what it came to and how long it took")
    static final class Show extends Asking {
        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.show").and("case", id).build();
        }
    }

    @Command(
            name = "investigate",
            description = "ask the log, as Security, what was not normal before the case, and how they got in")
    static final class Investigate extends Asking {
        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Option(names = "--agent", description = "which one, where the case is of every agent")
        private Optional<String> agent = Optional.empty();

        @Option(
                names = "--since",
                description = "when it may have begun, such as 2026-03-02T09:00:00Z; a day before if not given")
        private Optional<String> since = Optional.empty();

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.investigate")
                    .and("case", id)
                    .and("agent", agent.map(JsonString::new))
                    .and("since", since.map(JsonString::new))
                    .build();
        }
    }

    @Command(name = "confirm", description = "say, as Security, that a step was done which no machine could do")
    static final class Confirm extends Asking {
        @Parameters(index = "0", paramLabel = "CASE")
        private String id = "";

        @Parameters(index = "1", paramLabel = "STEP", description = "such as isolate")
        private String step = "";

        @Option(names = "--evidence", required = true, description = "what was done, and what shows it")
        private String evidence = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.confirm")
                    .and("case", id)
                    .and("step", step)
                    .and("evidence", evidence)
                    .build();
        }
    }

    @Command(
            name = "close",
            description = "end a contained case, as Security; the agent stays frozen until it is lifted")
    static final class Close extends Asking {
        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Option(names = "--reason", required = true, description = "why it is over")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.close")
                    .and("case", id)
                    .and("reason", reason)
                    .build();
        }
    }
}
