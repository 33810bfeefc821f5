package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people look at after it happened. */
@Command(
        name = "reviews",
        description = "list, read and close what must be looked at afterwards",
        subcommands = {Reviews.List.class, Reviews.Show.class, Reviews.Close.class})
final class Reviews {
    @Command(name = "list", description = "the reviews that wait, what is due first first")
    static final class List extends Asking {
        @Option(names = "--all", description = "closed ones too, newest first")
        private boolean all;

        @Option(names = "--page", description = "which page, counted from 0")
        private int page;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "reviews.list")
                    .and("all", new JsonBoolean(all))
                    .and("page", JsonNumber.of(page))
                    .build();
        }
    }

    @Command(name = "show", description = "one review: what was approved beside what was done")
    static final class Show extends Asking {
        @Parameters(paramLabel = "REVIEW")
        private String review = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "reviews.show").and("id", review).build();
        }
    }

    @Command(
            name = "close",
            description =
                    "say what was found; of what was found not ok, somebody else says with --ok how it was settled")
    static final class Close extends Asking {
        @Parameters(paramLabel = "REVIEW")
        private String review = "";

        @ArgGroup(multiplicity = "1")
        private Finding finding = new Finding();

        @Option(names = "--reason", description = "why; needed for everything but a plain ok")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "reviews.close")
                    .and("id", review)
                    .and("ok", new JsonBoolean(finding.ok && !finding.notOk))
                    .and("reason", reason)
                    .build();
        }
    }

    /** One of the two is said. */
    static final class Finding {
        @Option(names = "--ok", description = "it is as it should be")
        private boolean ok;

        @Option(names = "--not-ok", description = "it is not")
        private boolean notOk;
    }
}
