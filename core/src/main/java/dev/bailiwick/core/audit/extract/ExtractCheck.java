package dev.bailiwick.core.audit.extract;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.Finding;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.LogProof;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an extract is what the log's key signed, and whether its log is the one whose checkpoint somebody kept.
 *
 * @param proven how many entries were proved to be in the log
 * @param size how many entries the log had
 * @param findings what is wrong, one line each; none means sound
 */
public record ExtractCheck(int proven, long size, List<String> findings) {
    public ExtractCheck {
        findings = List.copyOf(findings);
    }

    /**
     * @param keys of the log, from somewhere else than the extract if that can be had
     * @param kept a checkpoint from somewhere else: of a witness, of a receiver
     */
    public static ExtractCheck of(Map<String, byte[]> files, KeyHistory keys, Optional<SignedNote> kept) {
        return new Checking(files, keys).result(kept);
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

        ExtractCheck result(Optional<SignedNote> kept) {
            var signed = checkpoint();
            named();
            files.forEach((path, bytes) -> {
                if (path.startsWith(Extract.ENTRIES)) proof(path, text(bytes), signed);
            });
            signed.ifPresent(here -> kept.ifPresent(elsewhere -> held(here, elsewhere)));
            return new ExtractCheck(proven, signed.map(Checkpoint::size).orElse(0L), findings);
        }

        private Optional<Checkpoint> checkpoint() {
            var note = note(Extract.CHECKPOINT);
            if (note.isPresent() && checkpointSigned(note.get())) return note.map(Checkpoint::of);
            findings.add("changed: " + Extract.CHECKPOINT + " (no key of \"" + keys.origin() + "\" signed it)");
            return Optional.empty();
        }

        private boolean checkpointSigned(SignedNote note) {
            try {
                return keys.signer(note).isPresent();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private Optional<SignedNote> note(String path) {
            try {
                return Optional.of(SignedNote.parse(files.getOrDefault(path, new byte[0])));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** Every file is the one that the signed note names, and no other is here. */
        private void named() {
            var note = note(Extract.NOTE).filter(this::ours);
            if (note.isEmpty()) {
                findings.add("changed: " + Extract.NOTE + " (no key of \"" + keys.origin() + "\" signed it)");
                return;
            }
            Set<String> expected = new HashSet<>(Set.of(Extract.NOTE));
            for (String line : note.get().text().lines().skip(1).toList()) {
                String path = line.substring(line.indexOf(' ') + 1);
                expected.add(path);
                var bytes = files.get(path);
                if (bytes == null) findings.add("missing: " + visible(path));
                else if (!line.startsWith(Digest.of(bytes).hex() + " ")) findings.add("changed: " + visible(path));
            }
            files.keySet().stream()
                    .filter(path -> !expected.contains(path))
                    .forEach(path -> findings.add("added: " + visible(path)));
        }

        private boolean ours(SignedNote note) {
            return note.text().startsWith(Extract.TITLE + "\n")
                    && keys.attested(note, 0).isPresent();
        }

        private void proof(String path, String text, Optional<Checkpoint> signed) {
            switch (LogProof.check(text, keys)) {
                case LogProof.Check.Holds(var entry, var checkpoint, var _) -> {
                    if (!Extract.entry(entry.sequence()).equals(path))
                        findings.add("proves another entry: " + visible(path));
                    else if (!signed.equals(Optional.of(checkpoint)))
                        findings.add("proves it for another checkpoint: " + visible(path));
                    else proven++;
                }
                case LogProof.Check.Fails(var why) ->
                    findings.add("proves nothing: " + visible(path) + ": " + visible(why));
            }
        }

        private void held(Checkpoint here, SignedNote elsewhere) {
            if (!checkpointSigned(elsewhere)) {
                findings.add(
                        "the checkpoint that was kept elsewhere is not signed by a key of \"" + keys.origin() + "\"");
                return;
            }
            var kept = Checkpoint.of(elsewhere);
            if (kept.size() > here.size()) found(new Finding.Truncated(here.size(), kept.size()));
            else if (kept.size() == here.size()) {
                if (!kept.root().equals(here.root())) found(new Finding.Forked(0, here.size()));
            } else grown(kept, here);
        }

        private void grown(Checkpoint kept, Checkpoint here) {
            var growths = growths();
            if (growths.stream().anyMatch(each -> each.joins(kept, here))) return;
            boolean known = growths.stream().anyMatch(each -> each.size() == kept.size());
            if (known) found(new Finding.Forked(0, kept.size()));
            else
                findings.add("the extract has no proof that the log grew from its first " + kept.size()
                        + " entries: have it made again with --against that checkpoint");
        }

        private List<Growth> growths() {
            List<Growth> growths = new ArrayList<>();
            files.forEach((path, bytes) -> {
                if (path.startsWith(Extract.GROWN)) parsed(bytes).ifPresent(growths::add);
            });
            return growths;
        }

        private static Optional<Growth> parsed(byte[] bytes) {
            try {
                return Optional.of(Growth.parse(text(bytes)));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // that it was changed has a finding of its own
            }
        }

        private void found(Finding finding) {
            findings.add(finding.sentence());
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private static String visible(String text) {
            return Untrusted.visible(text);
        }
    }
}
