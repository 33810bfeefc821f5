package dev.bailiwick.procedure.policy;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/** Keeps values under their digests, for good: versions of policies and of the facts that decisions were made with. */
public interface Archive {
    /** Keeps a value; one that is there already stays as it is. */
    Digest keep(JsonObject value);

    /** The value of this digest; never another one, whatever became of what was kept. */
    Optional<JsonObject> find(Digest digest);
}
