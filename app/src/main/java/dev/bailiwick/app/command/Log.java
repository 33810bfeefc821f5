package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reading the log of a running server. */
@Command(
        name = "log",
        description = "search the log; `audit` proves it",
        subcommands = {Log.Search.class, Log.Show.class})
final class Log {
    @Command(name = "search", aliases = "tail", description = "entries, newest first")
    static final class Search extends Asking {
        @Option(names = "--agent")
        private Optional<String> agent = Optional.empty();

        @Option(names = "--kind", description = "decision, outcome, approval, alert, ...")
        private Optional<String> kind = Optional.empty();

        @Option(names = "--tier")
        private Optional<Integer> tier = Optional.empty();

        @Option(names = "--answer", description = "permit, refused, pending")
        private Optional<String> answer = Optional.empty();

        @Option(names = "--text", description = "text anywhere in the entry")
        private Optional<String> text = Optional.empty();

        @Option(names = "--before", paramLabel = "ENTRY", description = "only entries before this one")
        private Optional<Long> before = Optional.empty();

        @Option(names = "--limit", description = "how many (default: ${DEFAULT-VALUE})")
        private int limit = 20;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "log.search")
                    .and("agent", agent.map(JsonString::new))
                    .and("kind", kind.map(JsonString::new))
                    .and("tier", tier.map(JsonNumber::of))
                    .and("answer", answer.map(JsonString::new))
                    .and("text", text.map(JsonString::new))
                    .and("before", before.map(JsonNumber::of))
                    .and("limit", JsonNumber.of(limit))
                    .build();
        }
    }

    @Command(name = "show", description = "one entry, whole")
    static final class Show extends Asking {
        @Parameters(paramLabel = "ENTRY")
        private long entry;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "log.show")
                    .and("entry", JsonNumber.of(entry))
                    .build();
        }
    }
}
