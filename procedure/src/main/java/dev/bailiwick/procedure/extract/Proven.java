package dev.bailiwick.procedure.extract;

import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.extract.Growth;
import java.util.List;

/**
 * Entries proved under one checkpoint.
 *
 * @param proofs in the order in which they were asked for (C2SP tlog-proof)
 * @param grown from which earlier checkpoints
 */
public record Proven(SignedNote checkpoint, List<String> proofs, List<Growth> grown) {
    public Proven {
        proofs = List.copyOf(proofs);
        grown = List.copyOf(grown);
    }
}
