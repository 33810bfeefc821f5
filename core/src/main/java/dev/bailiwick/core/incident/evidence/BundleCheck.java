package dev.bailiwick.core.incident.evidence;

import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.LogProof;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a bundle is what was sealed: the note signed by the log's key, the manifest the one of the note, every file the one
 * of the manifest, every proof leading to a checkpoint of the log.
 *
 * @param manifest what the bundle says it is, as far as it can be read
 * @param proven how many entries of the log were proved to be in it
 * @param findings what is wrong, one line each; none means sound
 */
public record BundleCheck(Optional<Manifest> manifest, int proven, List<String> findings) {
    static final String ENTRIES = "entries/";
    static final String BODIES = "bodies/";
    private static final String PROOF = ".tlog-proof";
    private static final String JSON = ".json";

    public BundleCheck {
        findings = List.copyOf(findings);
    }

    public boolean sound() {
        return findings.isEmpty();
    }

    /** @param keys of the log, from somewhere else than the bundle if that can be had */
    public static BundleCheck of(Map<String, byte[]> files, KeyHistory keys) {
        try {
            return new Checking(files, keys).result();
        } catch (JsonException | IllegalArgumentException e) {
            return new BundleCheck(
                    Optional.empty(),
                    0,
                    List.of("changed: " + Manifest.PATH + " (no manifest: "
                            + Untrusted.visible(String.valueOf(e.getMessage())) + ")"));
        }
    }

    /** Where an entry's proof lies in a bundle. */
    public static String proofOf(long entry) {
        return ENTRIES + String.format("%020d", entry) + PROOF;
    }

    /** Where a body lies that was too large for its entry. */
    public static String bodyOf(Digest digest) {
        return BODIES + digest.hex() + JSON;
    }

    private static final class Checking {
        private final Map<String, byte[]> files;
        private final KeyHistory keys;
        private final List<String> findings = new ArrayList<>();
        private int proven;

        Checking(Map<String, byte[]> files, KeyHistory keys) {
            this.files = files;
            this.keys = keys;
        }

        BundleCheck result() {
            byte[] file = files.getOrDefault(Manifest.PATH, new byte[0]);
            if (file.length == 0) return nothing("missing: " + Manifest.PATH);
            var manifest = Manifest.of(Json.parseObject(file, JsonLimits.FILE));
            signature(manifest, file);
            var expected = new HashSet<>(List.of(Manifest.PATH, Manifest.NOTE));
            for (var line : manifest.lines()) {
                if (!expected.add(line.path())) findings.add("named twice: " + visible(line.path()));
                file(line);
            }
            files.keySet().stream()
                    .filter(path -> !expected.contains(path))
                    .sorted()
                    .forEach(path -> findings.add("added: " + visible(path)));
            return new BundleCheck(Optional.of(manifest), proven, findings);
        }

        private static BundleCheck nothing(String why) {
            return new BundleCheck(Optional.empty(), 0, List.of(why));
        }

        private void signature(Manifest manifest, byte[] file) {
            byte[] note = files.getOrDefault(Manifest.NOTE, new byte[0]);
            if (note.length == 0) {
                findings.add("missing: " + Manifest.NOTE);
                return;
            }
            try {
                var signed = SignedNote.parse(note);
                if (!manifest.log().equals(keys.origin())
                        || keys.attested(signed, manifest.signed()).isEmpty()) {
                    findings.add("changed: " + Manifest.NOTE + " (no key of \"" + keys.origin() + "\" signed it)");
                } else if (!signed.text().equals(manifest.note(file))) {
                    findings.add("changed: " + Manifest.PATH + " (the signed note is about another)");
                }
            } catch (IllegalArgumentException e) {
                findings.add("changed: " + Manifest.NOTE + " (no signed note)");
            }
        }

        private void file(Manifest.Line line) {
            byte[] bytes = files.get(line.path());
            if (bytes == null) findings.add("missing: " + visible(line.path()));
            else if (bytes.length != line.bytes() || !Digest.of(bytes).equals(line.digest()))
                findings.add("changed: " + visible(line.path()));
            else if (line.path().startsWith(ENTRIES)) proof(line.path(), bytes);
            else if (line.path().startsWith(BODIES)) body(line);
        }

        private void proof(String path, byte[] bytes) {
            switch (LogProof.check(new String(bytes, StandardCharsets.UTF_8), keys)) {
                case LogProof.Check.Holds(var entry, var _, var _) -> {
                    if (proofOf(entry.sequence()).equals(path)) proven++;
                    else findings.add("proves another entry: " + visible(path));
                }
                case LogProof.Check.Fails(var why) ->
                    findings.add("proves nothing: " + visible(path) + ": " + visible(why));
            }
        }

        private void body(Manifest.Line line) {
            if (!bodyOf(line.digest()).equals(line.path()))
                findings.add("not the body it says: " + visible(line.path()));
        }

        private static String visible(String text) {
            return Untrusted.visible(text);
        }
    }
}
