package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What waits for people. */
@Command(
        name = "approvals",
        description = "list, read and decide what waits for a person",
        subcommands = {
            Approvals.List.class,
            Approvals.Show.class,
            Approvals.Approve.class,
            Approvals.Deny.class,
            Approvals.Ask.class,
            Approvals.Answer.class,
            Approvals.Withdraw.class,
            Deputies.Delegate.class,
            Deputies.Undelegate.class,
            Deputies.Delegations.class,
            Deputies.OnCall.class,
            BreakGlass.Now.class,
            BreakGlass.Broken.class,
            Fatigue.class
        })
final class Approvals {
    @Command(name = "list", description = "the requests that wait, newest first")
    static final class List extends Asking {
        @Option(names = "--all", description = "decided ones too")
        private boolean all;

        @Option(names = "--page", description = "which page, counted from 0")
        private int page;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.list")
                    .and("all", new JsonBoolean(all))
                    .and("page", JsonNumber.of(page))
                    .build();
        }
    }

    @Command(name = "show", description = "one request, with the exact action")
    static final class Show extends Asking {
        @Parameters(paramLabel = "TASK")
        private String task = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.show").and("id", task).build();
        }
    }

    @Command(name = "approve", description = "say yes to exactly this action, once")
    static final class Approve extends Asking {
        @Parameters(paramLabel = "TASK")
        private String task = "";

        @Option(names = "--reason", description = "why")
        private String reason = "";

        @Option(names = "--ticket", paramLabel = "ID", description = "the change ticket of an infrastructure change")
        private Optional<String> ticket = Optional.empty();

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.approve")
                    .and("id", task)
                    .and("reason", reason)
                    .and("ticket", ticket.map(JsonString::new))
                    .build();
        }
    }

    @Command(name = "deny", description = "say no")
    static final class Deny extends Asking {
        @Parameters(paramLabel = "TASK")
        private String task = "";

        @Option(names = "--reason", required = true, description = "why; the agent is told")
        private String reason = "";

        @Option(names = "--freeze", description = "freeze the agent besides")
        private boolean freeze;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.deny")
                    .and("id", task)
                    .and("reason", reason)
                    .and("freeze", new JsonBoolean(freeze))
                    .build();
        }
    }

    @Command(name = "ask", description = "ask whoever runs the agent instead of deciding; the clock keeps running")
    static final class Ask extends Asking {
        @Parameters(paramLabel = "TASK")
        private String task = "";

        @Parameters(paramLabel = "TEXT", description = "the question")
        private String text = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.ask")
                    .and("id", task)
                    .and("reason", text)
                    .build();
        }
    }

    @Command(name = "answer", description = "answer the question that waits")
    static final class Answer extends Asking {
        @Parameters(paramLabel = "TASK")
        private String task = "";

        @Parameters(paramLabel = "TEXT", description = "the answer")
        private String text = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.answer")
                    .and("id", task)
                    .and("reason", text)
                    .build();
        }
    }

    @Command(name = "withdraw", description = "take a request back")
    static final class Withdraw extends Asking {
        @Parameters(paramLabel = "TASK")
        private String task = "";

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "approvals.withdraw")
                    .and("id", task)
                    .and("reason", reason)
                    .build();
        }
    }
}
