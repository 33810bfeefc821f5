package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.people.ApiToken;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People's API tokens, as digests. Every method is one transaction, durable when it returns. */
public interface Tokens {
    /**
     * A token, and what became of it since.
     *
     * @param used when it was last accepted
     */
    record Kept(ApiToken token, Optional<Instant> used, Optional<Instant> revoked) {
        public boolean live(Instant now) {
            return revoked.isEmpty() && token.live(now);
        }
    }

    /** @throws IllegalArgumentException when the name or the digest is taken */
    void add(ApiToken token);

    /** Revoked ones too. */
    Optional<Kept> find(TokenId id);

    /** Revoked ones too. */
    Optional<Kept> find(Digest secret);

    /** Newest first, revoked ones too. */
    List<Kept> list(int limit, int offset);

    /** Newest first, revoked ones too. */
    List<Kept> of(PersonId person);

    /** Keeps when it was used last. Idempotent. */
    void used(TokenId id, Instant at);

    /** Ends it; one that was revoked before keeps its instant. */
    void revoke(TokenId id, Instant at);
}
