package dev.bailiwick.app.wiring;

import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.procedure.incident.Notary;
import dev.bailiwick.tlog.FileAuditLog;
import dev.bailiwick.tlog.ProofFile;
import java.nio.file.Path;
import java.util.List;

/** The log of this house vouches for itself. */
record LogNotary(FileAuditLog log, Path folder) implements Notary {
    @Override
    public long signed() {
        return log.signed();
    }

    @Override
    public List<String> keys() {
        return ProofFile.keyFiles(folder);
    }

    @Override
    public List<String> prove(List<Long> entries) {
        return ProofFile.prove(folder, entries);
    }

    @Override
    public SignedNote attest(String kind, List<String> lines) {
        return log.attest(kind, lines);
    }
}
