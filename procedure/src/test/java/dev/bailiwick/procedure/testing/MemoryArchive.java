package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.policy.Archive;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An archive in memory. */
public final class MemoryArchive implements Archive {
    private final Map<Digest, JsonObject> kept = new ConcurrentHashMap<>();

    @Override
    public Digest keep(JsonObject value) {
        var digest = Digest.of(value);
        kept.putIfAbsent(digest, value);
        return digest;
    }

    @Override
    public Optional<JsonObject> find(Digest digest) {
        return Optional.ofNullable(kept.get(digest));
    }
}
