package dev.bailiwick.app.wiring;

import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.procedure.extract.Proven;
import dev.bailiwick.procedure.extract.Prover;
import dev.bailiwick.tlog.FileAuditLog;
import dev.bailiwick.tlog.LogExtract;
import dev.bailiwick.tlog.ProofFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The log of this house. */
record LogProver(FileAuditLog log, Path folder) implements Prover {
    @Override
    public long signed() {
        return log.signed();
    }

    @Override
    public List<String> keys() {
        return ProofFile.keyFiles(folder);
    }

    @Override
    public Proven prove(List<Long> entries, Optional<SignedNote> kept) {
        return LogExtract.prove(folder, entries, kept);
    }

    @Override
    public SignedNote attest(String kind, List<String> lines) {
        return log.attest(kind, lines);
    }
}
