package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removing what is past its retention, and keeping that from happening; on a running server. */
final class Retained {
    private Retained() {}

    @Command(
            name = "prune",
            description = "remove the bodies that are past their retention, as Security; hashes and a tombstone stay")
    static final class Prune extends Asking {
        @Option(names = "--dry-run", description = "only say how many")
        private boolean rehearsal;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "audit.prune")
                    .and("rehearsal", new JsonBoolean(rehearsal))
                    .build();
        }
    }

    @Command(
            name = "keeping",
            description = "how much the log keeps and how long: what holds, and what bailiwick.yaml says",
            subcommands = Agree.class)
    static final class Kept extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "audit.keeping").build();
        }
    }

    @Command(name = "agree", description = "let hold what bailiwick.yaml says, as Security")
    static final class Agree extends Asking {
        @Option(names = "--reason", required = true)
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "audit.agree").and("reason", reason).build();
        }
    }

    @Command(
            name = "hold",
            description = "legal holds: what one covers is not pruned",
            subcommands = {SetOne.class, Lift.class, Standing.class})
    static final class HoldOf {}

    @Command(name = "set", description = "hold what a case is about, or what a search would find, from now on")
    static final class SetOne extends Asking {
        @Mixin
        private AuditSearch.Wanted wanted = new AuditSearch.Wanted();

        @Option(
                names = "--case",
                paramLabel = "CASE",
                description = "everything of the case's agent from 30 days before it")
        private Optional<String> about = Optional.empty();

        @Option(names = "--reason", required = true)
        private String reason = "";

        @Override
        JsonObject request() {
            return wanted.request("audit.hold")
                    .and("case", about.map(JsonString::new))
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(name = "lift", description = "ask that a hold be lifted; it is when somebody else asks the same")
    static final class Lift extends Asking {
        @Parameters(paramLabel = "HOLD")
        private String hold = "";

        @Option(names = "--reason", required = true)
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "audit.lift")
                    .and("hold", hold)
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(name = "list", description = "the holds that stand, and who wants one lifted")
    static final class Standing extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "audit.holds").build();
        }
    }
}
