package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an agent consisted of while it was clean, for the day it is rebuilt. */
@Command(
        name = "snapshot",
        description = "the register of clean snapshots: configuration, skills, memory and instructions, by digest",
        subcommands = {
            CleanSnapshots.Take.class,
            CleanSnapshots.Listing.class,
            CleanSnapshots.Choose.class,
            CleanSnapshots.Compare.class
        })
final class CleanSnapshots {
    private static final int INTEGRITY = 7;

    @Command(name = "take", description = "say, as Security, that an agent is clean as it is now")
    static final class Take extends Asking {
        @Parameters(paramLabel = "AGENT")
        private String agent = "";

        @Option(names = "--reason", required = true, description = "what shows that it is clean")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "snapshot.take")
                    .and("agent", agent)
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(name = "list", description = "an agent's snapshots, newest first")
    static final class Listing extends Asking {
        @Parameters(paramLabel = "AGENT")
        private String agent = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "snapshot.list").and("agent", agent).build();
        }
    }

    @Command(
            name = "choose",
            description = "say which one a case's agent is rebuilt from; one after the first sign is refused")
    static final class Choose extends Asking {
        @Parameters(index = "0", paramLabel = "CASE")
        private String id = "";

        @Parameters(index = "1", paramLabel = "SNAPSHOT")
        private String snapshot = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "snapshot.choose")
                    .and("case", id)
                    .and("snapshot", snapshot)
                    .build();
        }
    }

    @Command(name = "compare", description = "what is otherwise now than in the chosen one; exit 7 when anything is")
    static final class Compare implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Override
        public Integer call() {
            var answer = Asking.answer(
                    data,
                    JsonObject.with("verb", "snapshot.compare").and("case", id).build());
            output.print(answer);
            return answer.array("differences").size() == 0 ? 0 : INTEGRITY;
        }
    }
}
