package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/** Bodies too large for an entry: files named by their digest, durable before the entry that names them. */
record Bodies(Disk disk) {
    private static final String BESIDE = "beside";

    /** The event with its body put beside the log, and the body's digest and length in its place. */
    Event putBeside(Event event) throws IOException {
        byte[] body = CanonicalJson.bytes(event.body());
        var digest = Digest.of(body);
        disk.replace(name(digest), Disk.Access.GROUP_READS, body);
        var pointer =
                JsonObject.with(BESIDE, digest.hex()).and("bytes", body.length).build();
        return new Event(event.kind(), event.actor(), event.agent(), event.session(), pointer);
    }

    /** The digest that a body points to, if it is a pointer. */
    static Optional<Digest> pointer(JsonObject body) {
        if (body.members().size() != 2 || !body.has("bytes")) return Optional.empty();
        return body.string(BESIDE).map(Digest::new);
    }

    /** The body with this digest, empty when it is missing or is not what was put there. */
    Optional<JsonObject> read(Digest digest) throws IOException {
        return disk.read(name(digest))
                .filter(bytes -> Digest.of(bytes).equals(digest))
                .map(bytes -> Json.parseObject(bytes, JsonLimits.FILE));
    }

    boolean intact(Digest digest) throws IOException {
        return disk.read(name(digest))
                .filter(bytes -> Digest.of(bytes).equals(digest))
                .isPresent();
    }

    private static String name(Digest digest) {
        return "bodies/" + digest.hex().substring(0, 2) + "/" + digest.hex();
    }
}
