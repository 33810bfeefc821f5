package dev.bailiwick.store.policy;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.policy.Archive;
import dev.bailiwick.store.Database;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Values under their digests, in the database. What no longer has its digest is not found. */
public final class StoredArchive implements Archive {
    private final Database database;

    public StoredArchive(Database database) {
        this.database = database;
    }

    @Override
    public Digest keep(JsonObject value) {
        var digest = Digest.of(value);
        String body = new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
        database.write(handle -> handle.createUpdate(
                        "INSERT INTO archive (digest, body) VALUES (:digest, :body) ON CONFLICT (digest) DO NOTHING")
                .bind("digest", digest.hex())
                .bind("body", body)
                .execute());
        return digest;
    }

    @Override
    public Optional<JsonObject> find(Digest digest) {
        return database.read(handle -> handle.createQuery("SELECT body FROM archive WHERE digest = :digest")
                        .bind("digest", digest.hex())
                        .mapTo(String.class)
                        .findOne())
                .filter(body -> Digest.of(body).equals(digest))
                .map(body -> Json.parseObject(body.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE));
    }
}
