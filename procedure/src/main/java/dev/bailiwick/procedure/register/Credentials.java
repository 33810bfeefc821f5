package dev.bailiwick.procedure.register;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The credentials machines present to Bailiwick, kept as digests. */
public interface Credentials {
    /** What a credential may be used for. None of them can approve, edit policy, read the log or end a hold. */
    enum Use {
        /** Ask for decisions. */
        ASK,
        /** Report outcomes and events, send heartbeats. */
        REPORT,
        /** Send the agent's model traffic through the model gateway. */
        MODEL
    }

    /** One issued credential. */
    record Issued(AgentId agent, Use use, Digest secret, Instant issued, Optional<Instant> revoked) {}

    /** @throws IllegalArgumentException when the digest is known already */
    void add(Issued credential);

    /** The credential with this digest, unless it was revoked. */
    Optional<Issued> find(Digest secret);

    /** In the order they were issued, revoked ones too. */
    List<Issued> of(AgentId agent);

    /** Ends every credential of the agent; one that ended before keeps its instant. */
    void revoke(AgentId agent, Instant at);
}
