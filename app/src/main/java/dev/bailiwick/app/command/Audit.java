package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.WitnessedLog;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.LogProof;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tlog.LogVerification;
import dev.bailiwick.tlog.ProofFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proving the log. Works on files alone. */
@Command(
        name = "audit",
        description = "verify the log, and prove what is in it; needs no server",
        subcommands = {
            Audit.Verify.class,
            Audit.Prove.class,
            Audit.Check.class,
            Audit.Keys.class,
            Audit.Differences.class,
            Audit.Accept.class,
            AuditSearch.Search.class,
            AuditSearch.Export.class,
            Retained.Prune.class,
            Retained.HoldOf.class,
            Retained.Kept.class,
            Audit.Cosign.class
        })
final class Audit {
    private static final int INTEGRITY = 7;

    @Command(
            name = "verify",
            description =
                    "say exactly what is wrong with the log: changed, removed, reordered, truncated, forked, re-signed")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Option(names = "--against", paramLabel = "CHECKPOINT", description = "a checkpoint that was kept elsewhere")
        private Optional<Path> against = Optional.empty();

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "the log's key as it was kept elsewhere (`audit keys`)")
        private Optional<Path> key = Optional.empty();

        @Override
        public Integer call() {
            var result = LogVerification.verify(
                    data.folder().log(),
                    key.map(file -> VerifierKey.parse(text(file).strip())),
                    against.map(Audit::text));
            if (output.json()) output.print(json(result));
            else print(result);
            return result.sound() ? 0 : INTEGRITY;
        }

        private static void print(LogVerification.Result result) {
            result.findings()
                    .forEach(finding ->
                            System.out.println(dev.bailiwick.core.value.Untrusted.visible(finding.sentence())));
            System.out.println(result.entries() + " entries, " + result.signed() + " under a signed checkpoint, "
                    + result.younger() + " younger, " + result.pruned() + " pruned: "
                    + (result.sound() ? "sound" : result.findings().size() + " findings"));
            if (result.unfinished() > 0) {
                System.out.println(result.unfinished() + " entries are named as pruned and still there: "
                        + "the next start, or `bailiwick audit prune`, removes them");
            }
            if (!result.keyFromOutside()) {
                System.out.println(
                        "the key came from the log's own folder: with --key from elsewhere, or --against a checkpoint"
                                + " that was kept elsewhere, a log rewritten from end to end would show too");
            }
        }

        private static JsonObject json(LogVerification.Result result) {
            return JsonObject.builder()
                    .and("entries", result.entries())
                    .and("signed", result.signed())
                    .and("younger", result.younger())
                    .and("pruned", result.pruned())
                    .and("unfinished", result.unfinished())
                    .and("keyFromOutside", result.keyFromOutside())
                    .and(
                            "findings",
                            JsonArray.ofStrings(result.findings().stream()
                                    .map(each -> each.sentence())
                                    .toList()))
                    .build();
        }
    }

    @Command(
            name = "prove",
            description = "write a proof that an entry is in the log, for somebody who has neither log nor server")
    static final class Prove implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(paramLabel = "ENTRY")
        private long entry;

        @Override
        public Integer call() {
            return switch (ProofFile.prove(data.folder().log(), entry)) {
                case ProofFile.Made.Proof(var text, var _) -> {
                    System.out.print(text);
                    yield 0;
                }
                case ProofFile.Made.TooYoung(long signed) ->
                    throw new Refusal("no checkpoint covers entry " + entry + " yet (" + signed
                            + " are signed): try again in a moment");
                case ProofFile.Made.Pruned(long tombstone) ->
                    throw new Refusal("entry " + entry + " was removed when its retention was over: prove entry "
                            + tombstone + ", which says so");
                case ProofFile.Made.NoSuchEntry(long size) ->
                    throw new Refusal("there is no entry " + entry + ": the log has " + size);
            };
        }
    }

    @Command(
            name = "check",
            description =
                    "check a proof, or an export with its proofs, with the log's key; needs neither log nor server")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "of `audit prove`, or of `audit export --proofs`")
        private Path proof = Path.of("");

        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description = "the log's key, from somebody you trust")
        private Path key = Path.of("");

        @Option(
                names = "--keys",
                paramLabel = "DIR",
                description = "a folder with a copy of the log's folder `keys`: when its key was rotated since yours")
        private Optional<Path> rotated = Optional.empty();

        @Option(
                names = "--against",
                paramLabel = "CHECKPOINT",
                description = "of an export: a checkpoint that was kept elsewhere, by a witness or a receiver")
        private Optional<Path> against = Optional.empty();

        @Override
        public Integer call() {
            var trusted = VerifierKey.parse(text(key).strip());
            if (ExtractFile.is(proof)) return new ExtractFile(proof, trusted, against.map(Audit::text)).check();
            var keys = keys(trusted);
            return switch (LogProof.check(text(proof), keys)) {
                case LogProof.Check.Holds(var entry, var checkpoint, var signer) -> {
                    System.out.println(Json.pretty(entry.json()));
                    System.out.println("holds: it is entry " + entry.sequence() + " of a log of " + checkpoint.size()
                            + " entries signed by " + signer.name());
                    yield 0;
                }
                case LogProof.Check.Fails(var why) -> throw new Refusal(INTEGRITY, "the proof does not hold: " + why);
            };
        }

        /** The keys that the one you trust has announced, one after the other. */
        private KeyHistory keys(VerifierKey trusted) {
            if (rotated.isEmpty()) return KeyHistory.of(trusted);
            var history = ProofFile.keys(rotated.get()).filter(found -> found.has(trusted));
            return history.orElseThrow(() ->
                    new Refusal(INTEGRITY, "the keys in " + rotated.get() + " do not descend from the one you trust"));
        }
    }

    @Command(name = "keys", description = "the log's public key, to be kept elsewhere")
    static final class Keys implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() {
            var keys = ProofFile.keys(data.folder().log())
                    .orElseThrow(() ->
                            new Refusal("there is no log in " + data.folder().log()));
            System.out.println(keys.current());
            return 0;
        }
    }

    @Command(name = "differences", description = "where store and log do not agree, on a running server")
    static final class Differences extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "control.show").build();
        }
    }

    @Command(
            name = "accept",
            description = "let what the store says count, as Security; an approval nobody gave is closed instead")
    static final class Accept extends Asking {
        @Parameters(paramLabel = "RECORD", description = "as `audit differences` names it, such as ticket/CHG-7")
        private String key = "";

        @Option(names = "--reason", required = true)
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "control.accept")
                    .and("key", key)
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(name = "cosign", description = "have the newest checkpoint cosigned by a witness, once or again and again")
    static final class Cosign implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(paramLabel = "URL", description = "the witness")
        private URI witness = URI.create("");

        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description = "the witness's key, from somebody else")
        private Path key = Path.of("");

        @Option(names = "--every", paramLabel = "SECONDS", description = "go on until stopped")
        private Optional<Integer> every = Optional.empty();

        @Override
        public Integer call() throws InterruptedException {
            var log = new WitnessedLog(
                    data.folder().log(), witness, VerifierKey.parse(text(key).strip()));
            do {
                log.cosign().ifPresent(size -> System.out.println("cosigned " + size + " entries"));
                if (every.isPresent()) Thread.sleep(Duration.ofSeconds(every.get()));
            } while (every.isPresent());
            return 0;
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Refusal("cannot read " + file + ": " + e.getMessage());
        }
    }
}
