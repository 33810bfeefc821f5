package dev.bailiwick.app.command;

import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people owe again and again. */
@Command(
        name = "duties",
        description = {
            "everything that falls due again and again: reviews, rotations, drills, backups, attestations",
            "What is overdue goes to the next owner; where the programme says so it refuses tier 4."
        },
        subcommands = {Duties.Done.class, Duties.Feed.class})
final class Duties implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--state", paramLabel = "overdue|soon|later", description = "only those (default: all)")
    private Optional<Duty.State> state = Optional.empty();

    @Override
    public Integer call() {
        var answer = Asking.answer(data, request(state));
        output.print(output.json() ? answer : columns(answer));
        return 0;
    }

    private static JsonObject request(Optional<Duty.State> state) {
        return JsonObject.with("verb", "duties.list")
                .and("state", state.map(wanted -> new JsonString(Fields.spelling(wanted))))
                .build();
    }

    private static JsonObject columns(JsonObject answer) {
        var rows = answer.array("duties").values().stream()
                .map(JsonObject.class::cast)
                .<JsonValue>map(row -> JsonObject.with("duty", row.string("id").orElse(""))
                        .and("state", row.get("state"))
                        .and("due", day(row))
                        .and("owner", row.get("owner"))
                        .and("function", row.get("function"))
                        .and("blocks", row.get("blocks"))
                        .and("title", row.get("title"))
                        .build())
                .toList();
        return JsonObject.with("duties", new JsonArray(rows)).build();
    }

    private static String day(JsonObject row) {
        return row.string("due").map(due -> due.substring(0, 10)).orElse("");
    }

    @Command(name = "done", description = "say that a duty was done, and where it is written down")
    static final class Done extends Asking {
        @Parameters(paramLabel = "DUTY", description = "as listed, such as containment-drill or owner-attestation/desk")
        private String id = "";

        @Option(names = "--note", required = true, description = "what was done, and where it is written down")
        private String note = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "duties.done")
                    .and("id", id)
                    .and("note", note)
                    .build();
        }
    }

    @Command(name = "calendar", description = "the dates as a calendar file (RFC 5545)")
    static final class Feed implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() {
            System.out.print(Calendar.of(
                    Asking.answer(data, Duties.request(Optional.empty())).array("duties")));
            return 0;
        }
    }
}
