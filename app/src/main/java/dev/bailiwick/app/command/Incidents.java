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
            Incidents.Review.class,
            CaseRunbook.Show.class,
            CaseRunbook.AnswerStep.class,
            CaseRunbook.Skip.class,
            Incidents.Reactivate.class,
            Drilling.Play.class,
            Drilling.Listing.class,
            Incidents.Confirm.class,
            Incidents.Isolate.class,
            Incidents.Release.class,
            AfterActions.Plan.class,
            AfterActions.Done.class,
            Incidents.Close.class,
            CleanSnapshots.class,
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

    @Command(
            name = "review",
            description =
                    "the four questions of the review, as Security: what is said, and a first text from the log for each;"
                            + " `incident answer CASE review-access --text TEXT` signs one")
    static final class Review extends Asking {
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
            return JsonObject.with("verb", "incident.review")
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
            name = "isolate",
            description = "cut this machine off, as Security: nothing passes but loopback and the forensic hosts of"
                    + " bailiwick.yaml, SSH neither; rules of others are not touched")
    static final class Isolate extends Asking {
        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.isolate")
                    .and("case", id)
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(name = "release", description = "let this machine back onto the network, as Security")
    static final class Release extends Asking {
        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.release")
                    .and("case", id)
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(
            name = "reactivate",
            description = "what stands between a contained agent and its next run; with --agree, as Security and as its"
                    + " owner, two persons, it runs again at pilot")
    static final class Reactivate extends Asking {
        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Option(names = "--agent", description = "which one, where the case is of every agent")
        private Optional<String> agent = Optional.empty();

        @Option(names = "--agree", paramLabel = "TEXT", description = "agree to it: what you looked at")
        private Optional<String> agree = Optional.empty();

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.reactivate")
                    .and("case", id)
                    .and("agent", agent.map(JsonString::new))
                    .and("agree", agree.map(JsonString::new))
                    .build();
        }
    }

    @Command(
            name = "close",
            description = "end a case, as Security: its runbook is gone to the end and every action is done")
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
