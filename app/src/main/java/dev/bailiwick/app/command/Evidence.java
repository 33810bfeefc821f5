package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.core.incident.evidence.BundleCheck;
import dev.bailiwick.core.incident.evidence.Manifest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.host.evidence.BundleFile;
import dev.bailiwick.host.evidence.EvidenceUnreadable;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a case leaves for somebody who was not there. */
@Command(
        name = "evidence",
        description = "check a sealed bundle of evidence; needs no server",
        subcommands = Evidence.Verify.class)
final class Evidence {
    private static final int INTEGRITY = 7;

    @Command(
            name = "evidence",
            description = "seal a case's evidence: entries with proofs, the agent's files, timeline, custody")
    static final class Take implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Parameters(paramLabel = "CASE")
        private String id = "";

        @Option(
                names = "--out",
                required = true,
                paramLabel = "FILE",
                description = "where to put it; never overwrites")
        private Path out = Path.of("");

        @Override
        public Integer call() {
            var answer = Asking.answer(
                    data,
                    JsonObject.with("verb", "incident.evidence").and("case", id).build());
            var made = Path.of(answer.string("file").orElseThrow());
            fetch(made, out);
            output.print(answer.plus("file", new JsonString(out.toString())));
            return 0;
        }
    }

    /** Puts what was sealed where a person wants it; never overwrites. */
    static void fetch(Path made, Path out) {
        try {
            Files.copy(made, out);
        } catch (FileAlreadyExistsException _) {
            throw new Refusal(out + " exists: what was sealed lies in " + made);
        } catch (IOException e) {
            throw new Refusal("sealed, and it lies in " + made + "; cannot copy it: " + e.getMessage());
        }
    }

    @Command(name = "verify", description = "name every changed, missing and added file of a bundle")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private OutputOption output = new OutputOption();

        @Parameters(paramLabel = "FILE")
        private Path file = Path.of("");

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "the log's key as it was kept elsewhere (`audit keys`)")
        private Optional<Path> key = Optional.empty();

        @Override
        public Integer call() {
            var opened = open();
            List<String> findings = new ArrayList<>();
            opened.finding().ifPresent(findings::add);
            var keys = keys(opened.files(), findings);
            var check = keys.map(known -> BundleCheck.of(opened.files(), known));
            check.ifPresent(each -> findings.addAll(each.findings()));
            output.print(report(check, findings));
            return check.isPresent() && findings.isEmpty() ? 0 : INTEGRITY;
        }

        private BundleFile.Opened open() {
            try {
                return BundleFile.open(file);
            } catch (EvidenceUnreadable e) {
                throw new Refusal(INTEGRITY, String.valueOf(e.getMessage()));
            }
        }

        /** The key from elsewhere begins the history, or is one of it; without one the bundle vouches for itself. */
        private Optional<KeyHistory> keys(Map<String, byte[]> files, List<String> findings) {
            try {
                List<String> texts = new ArrayList<>();
                for (int i = 0; files.containsKey(name(i)); i++)
                    texts.add(new String(files.get(name(i)), StandardCharsets.UTF_8));
                var history = KeyHistory.of(texts);
                var trusted = key.map(Verify::trusted);
                if (trusted.isEmpty() || history.has(trusted.get())) return Optional.of(history);
                findings.add("the bundle's keys do not descend from the one you trust");
                return Optional.of(KeyHistory.of(trusted.get()));
            } catch (IllegalArgumentException e) {
                findings.add("changed: keys/ (" + Untrusted.visible(String.valueOf(e.getMessage())) + ")");
                return Optional.empty();
            }
        }

        private static String name(int number) {
            return "keys/" + String.format("%04d", number);
        }

        private static VerifierKey trusted(Path file) {
            try {
                return VerifierKey.parse(Files.readString(file).strip());
            } catch (IOException e) {
                throw new Refusal("cannot read " + file + ": " + e.getMessage());
            }
        }

        private JsonObject report(Optional<BundleCheck> check, List<String> findings) {
            var manifest = check.flatMap(BundleCheck::manifest);
            return JsonObject.with("sound", new dev.bailiwick.json.JsonBoolean(check.isPresent() && findings.isEmpty()))
                    .and("case", manifest.map(each -> new JsonString(each.id().value())))
                    .and(
                            "made",
                            manifest.map(Manifest::made).map(Object::toString).map(JsonString::new))
                    .and("by", manifest.map(Manifest::by).map(JsonString::new))
                    .and("files", manifest.map(each -> each.lines().size()).orElse(0))
                    .and("entriesProven", check.map(BundleCheck::proven).orElse(0))
                    .and("keyFromOutside", key.isPresent())
                    .and("findings", JsonArray.ofStrings(findings))
                    .build();
        }
    }
}
