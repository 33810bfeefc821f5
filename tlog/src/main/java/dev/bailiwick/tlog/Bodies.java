package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Bodies too large for an entry: files named by their digest, durable before the entry that names them. */
record Bodies(Disk disk) {
    private static final String BESIDE = "beside";
    private static final byte[] POINTER = "\"body\":{\"beside\":".getBytes(StandardCharsets.US_ASCII);

    /** Actor, agent and time come before an entry's body, and are short. */
    private static final int POINTER_WITHIN = 512;

    /** What stays in the entry all the same: whoever goes through the log for it need not look beside. */
    private static final List<String> KEPT = List.of("binds", "task", "verdict", "what");

    /** The event with its body put beside the log, and the body's digest and length in its place. */
    Event putBeside(Event event) throws IOException {
        byte[] body = CanonicalJson.bytes(event.body());
        var digest = Digest.of(body);
        disk.replace(name(digest), Disk.Access.GROUP_READS, body);
        var pointer = JsonObject.with(BESIDE, digest.hex()).and("bytes", body.length);
        KEPT.forEach(member -> pointer.and(member, event.body().get(member)));
        return new Event(event.kind(), event.actor(), event.agent(), event.session(), pointer.build());
    }

    /** The digest that a body points to, if it is a pointer. */
    static Optional<Digest> pointer(JsonObject body) {
        if (!body.has("bytes")) return Optional.empty();
        return body.string(BESIDE).map(Digest::new);
    }

    /** A quick look at an entry's bytes: false means that its body is no pointer. */
    static boolean mayPoint(byte[] entry) {
        for (int at = 0; at + POINTER.length <= Math.min(entry.length, POINTER_WITHIN); at++) {
            if (Arrays.equals(entry, at, at + POINTER.length, POINTER, 0, POINTER.length)) return true;
        }
        return false;
    }

    /** The digest an entry's body points to, if it is a pointer and the bytes are an entry. */
    static Optional<Digest> pointer(byte[] entry) {
        try {
            return pointer(Entry.of(Json.parseObject(entry, JsonLimits.FILE)).body());
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty(); // what is no entry has a finding of its own
        }
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

    boolean has(Digest digest) {
        return disk.exists(name(digest));
    }

    /** For good; none of them is there any more when it returns. */
    void delete(Digest digest) throws IOException {
        String name = name(digest);
        if (!disk.exists(name)) return;
        disk.delete(name);
        disk.forceFolder(Disk.folderOf(name));
    }

    private static String name(Digest digest) {
        return "bodies/" + digest.hex().substring(0, 2) + "/" + digest.hex();
    }
}
