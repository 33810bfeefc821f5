package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finding entries by the index of a running server, and writing them out. */
final class AuditSearch {
    private AuditSearch() {}

    /** What is wanted. */
    static final class Wanted {
        @Option(names = "--agent")
        private Optional<String> agent = Optional.empty();

        @Option(names = "--session")
        private Optional<String> session = Optional.empty();

        @Option(names = "--person", description = "who acted")
        private Optional<String> person = Optional.empty();

        @Option(names = "--kind", description = "decision, outcome, approval, alert, ...")
        private Optional<String> kind = Optional.empty();

        @Option(names = "--tool")
        private Optional<String> tool = Optional.empty();

        @Option(names = "--tier")
        private Optional<Integer> tier = Optional.empty();

        @Option(names = "--verdict", description = "permit, refused, pending")
        private Optional<String> verdict = Optional.empty();

        @Option(
                names = "--from",
                paramLabel = "INSTANT",
                description = "2026-05-01T10:00:00Z, or PT24H for that long ago")
        private Optional<String> from = Optional.empty();

        @Option(names = "--until", paramLabel = "INSTANT")
        private Optional<String> until = Optional.empty();

        @Option(names = "--text", description = "text in the entry")
        private Optional<String> text = Optional.empty();

        JsonObject.Builder request(String verb) {
            return JsonObject.with("verb", verb)
                    .and("agent", agent.map(JsonString::new))
                    .and("session", session.map(JsonString::new))
                    .and("person", person.map(JsonString::new))
                    .and("kind", kind.map(JsonString::new))
                    .and("tool", tool.map(JsonString::new))
                    .and("tier", tier.map(JsonNumber::of))
                    .and("verdict", verdict.map(JsonString::new))
                    .and("from", from.map(Wanted::instant))
                    .and("until", until.map(Wanted::instant))
                    .and("text", text.map(JsonString::new));
        }

        private static JsonString instant(String text) {
            var at = text.startsWith("P") ? Instant.now().minus(Duration.parse(text)) : Instant.parse(text);
            return new JsonString(at.toString());
        }
    }

    @Command(name = "search", description = "entries by agent, session, person, tool, tier, verdict, time or text")
    static final class Search extends Asking {
        @Mixin
        private Wanted wanted = new Wanted();

        @Option(names = "--before", paramLabel = "ENTRY", description = "only entries before this one")
        private Optional<Long> before = Optional.empty();

        @Option(names = "--limit", description = "how many (default: ${DEFAULT-VALUE})")
        private int limit = 20;

        @Override
        JsonObject request() {
            return wanted.request("audit.search")
                    .and("before", before.map(JsonNumber::of))
                    .and("limit", JsonNumber.of(limit))
                    .build();
        }
    }

    @Command(
            name = "export",
            description = "everything that is found, newest first, on standard output; or with proofs in one file")
    static final class Export extends Asking {
        /** How it is written. */
        enum Form {
            jsonl,
            csv
        }

        @Mixin
        private Wanted wanted = new Wanted();

        @Option(names = "--format", description = "jsonl or csv (default: ${DEFAULT-VALUE})")
        private Form form = Form.jsonl;

        @Option(
                names = "--proofs",
                paramLabel = "FILE",
                description = "one file with each entry's proof, the checkpoint and the keys, for `audit check`;"
                        + " never overwrites; the newest 10,000")
        private Optional<Path> proofs = Optional.empty();

        @Option(
                names = "--against",
                paramLabel = "CHECKPOINT",
                description = "with --proofs: a checkpoint that was kept elsewhere, to prove that the log grew from it")
        private Optional<Path> against = Optional.empty();

        @Override
        JsonObject request() {
            return wanted.request("audit.export")
                    .and("limit", JsonNumber.of(500))
                    .build();
        }

        @Override
        public Integer call() {
            if (proofs.isPresent()) return extract(proofs.get());
            if (form == Form.csv) System.out.println(Csv.HEAD);
            var first = request();
            for (var page = page(first); !page.isEmpty(); page = page(below(first, page))) {
                page.reversed().forEach(entry -> System.out.println(form == Form.csv ? Csv.line(entry) : entry.text()));
            }
            return 0;
        }

        private int extract(Path file) {
            var request = wanted.request("audit.extract")
                    .and("against", against.map(Audit::text).map(JsonString::new))
                    .build();
            var made = answer(data, request);
            Evidence.fetch(Path.of(made.string("file").orElseThrow()), file);
            output.print(made.plus("file", new JsonString(file.toString())));
            return 0;
        }

        private List<JsonObject> page(JsonObject request) {
            return answer(data, request).array("entries").values().stream()
                    .map(entry -> (JsonObject) entry)
                    .toList();
        }

        private static JsonObject below(JsonObject first, List<JsonObject> page) {
            return first.plus("before", page.getFirst().get("sequence").orElseThrow());
        }
    }
}
