package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The classification worklist. */
@Command(
        name = "tools",
        description = "tools the catalogue does not know, and their tiers",
        subcommands = {Tools.List.class, Tools.Confirm.class})
final class Tools {
    @Command(name = "list", description = "unconfirmed tools first")
    static final class List extends Asking {
        @Option(names = "--page", description = "which page, counted from 0")
        private int page;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "tools.list")
                    .and("page", JsonNumber.of(page))
                    .build();
        }
    }

    @Command(name = "confirm", description = "put a tool into a tier, once for its digest (IT)")
    static final class Confirm extends Asking {
        @Parameters(index = "0", paramLabel = "DIGEST")
        private String digest = "";

        @Parameters(index = "1", paramLabel = "TIER", description = "1, 2, 3 or 4")
        private int tier;

        @Option(names = "--reason", required = true, description = "why this tier")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "tools.confirm")
                    .and("digest", digest)
                    .and("tier", JsonNumber.of(tier))
                    .and("reason", reason)
                    .build();
        }
    }
}
