package dev.bailiwick.secrets.token;

import dev.bailiwick.core.credential.Secret;
import java.time.Instant;

/**
 * What is kept of a token that was given.
 *
 * @param ends when it ends by itself, as its server said
 * @param seenAlive whether the probe said it was alive when it was made: one that never said so proves nothing by saying no
 */
public record Kept(Secret token, Instant ends, boolean seenAlive) {}
