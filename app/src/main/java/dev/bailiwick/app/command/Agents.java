package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The governed agents. */
@Command(
        name = "agents",
        description = "list agents and move them on the ladder",
        subcommands = {Agents.List.class, Agents.Show.class, Agents.Step.class, Agents.Owners.class, Agents.Accept.class
        })
final class Agents {
    @Command(name = "list", description = "every registered agent")
    static final class List extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "agents.list").build();
        }
    }

    @Command(name = "show", description = "one agent")
    static final class Show extends Asking {
        @Parameters(paramLabel = "AGENT")
        private String agent = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "agents.show").and("agent", agent).build();
        }
    }

    @Command(name = "owners", description = "who answers for an agent, and who has accepted it")
    static final class Owners extends Asking {
        @Parameters(paramLabel = "AGENT")
        private String agent = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "owners.show").and("agent", agent).build();
        }
    }

    @Command(name = "accept", description = "stand by an agent as its owner for your function")
    static final class Accept extends Asking {
        @Parameters(paramLabel = "AGENT")
        private String agent = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "owners.accept").and("agent", agent).build();
        }
    }

    @Command(name = "step", description = "move an agent to draft, observe, pilot or production")
    static final class Step extends Asking {
        @Parameters(index = "0", paramLabel = "AGENT")
        private String agent = "";

        @Parameters(index = "1", paramLabel = "STEP")
        private String step = "";

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "agents.step")
                    .and("agent", agent)
                    .and("step", step)
                    .and("reason", reason)
                    .build();
        }
    }
}
