package dev.bailiwick.procedure.extract;

import dev.bailiwick.core.audit.SignedNote;
import java.util.List;
import java.util.Optional;

/** The log, as far as it proves itself to somebody who does not have it. */
public interface Prover {
    /** How many entries are under a signed checkpoint. */
    long signed();

    /** The log's public keys as its folder keeps them, oldest first. */
    List<String> keys();

    /** @param kept a checkpoint from elsewhere, to be proved from too */
    Proven prove(List<Long> entries, Optional<SignedNote> kept);

    /** A note signed by the log's key, which is no checkpoint: {@code kind} begins it. */
    SignedNote attest(String kind, List<String> lines);
}
