package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The built-in change register. */
@Command(
        name = "tickets",
        description = "open, list, close and cancel change tickets",
        subcommands = {Tickets.Open.class, Tickets.List.class, Tickets.Close.class, Tickets.Cancel.class})
final class Tickets {
    @Command(name = "open", description = "announce one infrastructure change of one agent")
    static final class Open extends Asking {
        @Parameters(paramLabel = "TITLE")
        private String title = "";

        @Option(names = "--agent", required = true, description = "whose change it is")
        private String agent = "";

        @Option(names = "--system", required = true, description = "what is changed")
        private String system = "";

        @Option(names = "--from", description = "start of the change window, ISO-8601 (default: now)")
        private Optional<Instant> from = Optional.empty();

        @Option(names = "--hours", description = "length of the change window (default: ${DEFAULT-VALUE})")
        private int hours = 4;

        @Override
        JsonObject request() {
            var start = from.orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
            return JsonObject.with("verb", "tickets.open")
                    .and("title", title)
                    .and("agent", agent)
                    .and("system", system)
                    .and("from", start.toString())
                    .and("until", start.plus(Duration.ofHours(hours)).toString())
                    .build();
        }
    }

    @Command(name = "list", description = "tickets, newest first")
    static final class List extends Asking {
        @Option(names = "--page", description = "which page, counted from 0")
        private int page;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "tickets.list")
                    .and("page", JsonNumber.of(page))
                    .build();
        }
    }

    @Command(name = "close", description = "the change is done")
    static final class Close extends Asking {
        @Parameters(paramLabel = "TICKET")
        private String ticket = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "tickets.close").and("id", ticket).build();
        }
    }

    @Command(name = "cancel", description = "the change will not happen")
    static final class Cancel extends Asking {
        @Parameters(paramLabel = "TICKET")
        private String ticket = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "tickets.cancel").and("id", ticket).build();
        }
    }
}
