package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What asking people costs, and whether they still read. */
@Command(
        name = "fatigue",
        description =
                "how much each approver is asked, how long they think, what is never denied, how long agents wait")
final class Fatigue extends Asking {
    @Option(names = "--days", description = "how many days back (default: ${DEFAULT-VALUE})")
    private int days = 30;

    @Override
    JsonObject request() {
        return JsonObject.with("verb", "approvals.fatigue")
                .and("days", JsonNumber.of(days))
                .build();
    }
}
