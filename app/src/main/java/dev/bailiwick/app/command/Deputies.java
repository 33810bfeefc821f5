package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who says yes in whose place. */
final class Deputies {
    private Deputies() {}

    @Command(name = "delegate", description = "let somebody say yes in your place until a day; they cannot pass it on")
    static final class Delegate extends Asking {
        @Parameters(paramLabel = "PERSON", description = "who stands in for you")
        private String person = "";

        @Option(
                names = "--function",
                paramLabel = "NAME",
                required = true,
                split = ",",
                description = "which of your functions: security, it, business")
        private List<String> functions = List.of();

        @Option(names = "--from", paramLabel = "INSTANT", description = "from when on (default: now)")
        private Optional<String> from = Optional.empty();

        @Option(
                names = "--until",
                paramLabel = "INSTANT",
                required = true,
                description = "until when, such as 2027-01-04T08:00:00Z; at most 60 days")
        private String until = "";

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.delegate")
                    .and("to", person)
                    .and("functions", JsonArray.ofStrings(functions))
                    .and("starts", from.map(JsonString::new))
                    .and("ends", until)
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(name = "undelegate", description = "take a delegation back; an unused yes said under it counts no more")
    static final class Undelegate extends Asking {
        @Parameters(paramLabel = "DELEGATION")
        private String delegation = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.undelegate")
                    .and("id", delegation)
                    .build();
        }
    }

    @Command(name = "on-call", description = "whose turn it is, and who is told when nobody answers")
    static final class OnCall extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.on-call").build();
        }
    }

    @Command(name = "delegations", description = "who stands in for whom, now and later")
    static final class Delegations extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.delegations").build();
        }
    }
}
