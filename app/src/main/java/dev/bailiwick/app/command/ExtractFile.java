package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.core.audit.extract.Extract;
import dev.bailiwick.core.audit.extract.ExtractCheck;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.host.evidence.BundleFile;
import dev.bailiwick.host.evidence.EvidenceUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What `audit export --proofs` made, in the hands of somebody outside.
 *
 * @param trusted the log's key, from elsewhere
 * @param against a checkpoint from elsewhere
 */
record ExtractFile(Path file, VerifierKey trusted, Optional<String> against) {
    private static final int INTEGRITY = 7;

    /** Whether the file is an archive. */
    static boolean is(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        } catch (IOException e) {
            return false; // whoever reads it as a proof says why it cannot be read
        }
    }

    int check() {
        var opened = open();
        List<String> findings = new ArrayList<>();
        opened.finding().ifPresent(findings::add);
        var check = ExtractCheck.of(opened.files(), keys(opened.files(), findings), kept());
        findings.addAll(check.findings());
        findings.forEach(each -> System.out.println(Untrusted.visible(each)));
        System.out.println(check.proven() + " entries proved to be in a log of " + check.size() + " entries: "
                + (findings.isEmpty() ? "sound" : findings.size() + " findings"));
        if (against.isEmpty()) {
            System.out.println("with --against a checkpoint that was kept elsewhere, a log that was cut or went on"
                    + " otherwise would show too");
        }
        return findings.isEmpty() ? 0 : INTEGRITY;
    }

    private BundleFile.Opened open() {
        try {
            return BundleFile.open(file);
        } catch (EvidenceUnreadable e) {
            throw new Refusal(INTEGRITY, String.valueOf(e.getMessage()));
        }
    }

    /** The key from elsewhere is one of the history; a history that does not hold it vouches for nothing. */
    private KeyHistory keys(Map<String, byte[]> files, List<String> findings) {
        try {
            var history = KeyHistory.of(Extract.keys(files));
            if (history.has(trusted)) return history;
            findings.add("the export's keys do not descend from the one you trust");
        } catch (IllegalArgumentException e) {
            findings.add("changed: keys/ (" + e.getMessage() + ")");
        }
        return KeyHistory.of(trusted);
    }

    private Optional<SignedNote> kept() {
        try {
            return against.map(SignedNote::parse);
        } catch (IllegalArgumentException e) {
            throw new Refusal("what --against names is no checkpoint: " + e.getMessage());
        }
    }
}
