package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Each quarter: is it still needed, was it rotated, is the access right? */
@Command(
        name = "campaigns",
        description = {
            "recertification: every grant beside what was done with it; what nobody keeps stops working",
            "One opens by itself every 90 days and is answered within 14."
        },
        subcommands = {Campaigns.Show.class, Campaigns.Reply.class, Campaigns.Open.class})
final class Campaigns {
    @Command(
            name = "show",
            description = "the present campaign: each grant with its use, its age and what was said of it")
    static final class Show extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "campaigns.show").build();
        }
    }

    @Command(name = "open", description = "open one ahead of its time; for Security")
    static final class Open extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "campaigns.open").build();
        }
    }

    /** One of them is said. */
    static final class Answer {
        @Option(names = "--keep", description = "still needed as it is; of one grant at a time, with its own reason")
        private boolean keep;

        @Option(names = "--reduce", description = "still needed, but less of it")
        private boolean reduce;

        @Option(names = "--revoke", description = "not needed any more: it stops at once")
        private boolean revoke;

        private String word() {
            if (keep) return "keep";
            return reduce && !revoke ? "reduce" : "revoke";
        }
    }

    @Command(name = "answer", description = "say what becomes of a grant; never of your own")
    static final class Reply extends Asking {
        @Parameters(paramLabel = "GRANT", arity = "1..*", description = "as shown, such as credential/crm")
        private List<String> grants = List.of();

        @ArgGroup(multiplicity = "1")
        private Answer answer = new Answer();

        @Option(names = "--reason", description = "why")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "campaigns.answer")
                    .and("grants", JsonArray.ofStrings(grants))
                    .and("answer", answer.word())
                    .and("reason", reason)
                    .build();
        }
    }
}
