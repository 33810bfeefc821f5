package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What agents do without anybody asking, and whose word it rests on. */
@Command(
        name = "automations",
        description = {
            "what agents do by themselves: stated in bailiwick.yaml, attested by its owner each quarter",
            "What lies outside the statement is refused at the gate, or asked for."
        },
        subcommands = {Automations.ListAll.class, Automations.Show.class, Automations.Attest.class})
final class Automations {
    private static JsonObject about(String verb, String id) {
        return JsonObject.with("verb", verb).and("id", id).build();
    }

    @Command(name = "list", description = "each with its owner, until when it is attested, and acts outside its scope")
    static final class ListAll extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "automations.list").build();
        }
    }

    @Command(name = "show", description = "its whole statement, and what it tried outside")
    static final class Show extends Asking {
        @Parameters(paramLabel = "AUTOMATION")
        private String id = "";

        @Override
        JsonObject request() {
            return about("automations.show", id);
        }
    }

    @Command(name = "attest", description = "as its owner: it is for this and nothing else, for another quarter")
    static final class Attest extends Asking {
        @Parameters(paramLabel = "AUTOMATION")
        private String id = "";

        @Override
        JsonObject request() {
            return about("automations.attest", id);
        }
    }
}
