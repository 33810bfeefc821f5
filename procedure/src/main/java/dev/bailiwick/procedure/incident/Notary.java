package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.SignedNote;
import java.util.List;

/** Who vouches for the log to somebody who does not have it. */
public interface Notary {
    /** How many entries are under a signed checkpoint. */
    long signed();

    /** The log's public keys as its folder keeps them, oldest first. */
    List<String> keys();

    /** A proof for each of these entries (C2SP tlog-proof), all under the newest checkpoint. */
    List<String> prove(List<Long> entries);

    /** A note signed by the log's key, which is no checkpoint: {@code kind} begins it. */
    SignedNote attest(String kind, List<String> lines);
}
