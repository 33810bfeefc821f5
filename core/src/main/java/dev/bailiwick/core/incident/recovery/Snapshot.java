package dev.bailiwick.core.incident.recovery;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an agent consisted of at a moment when somebody called it clean: configuration, skills, memory, instructions, by digest.
 * It is an entry of the log, so the log's key signs it and nobody changes it afterwards.
 *
 * @param id its number in the log
 * @param by who called it clean
 */
public record Snapshot(String id, AgentId agent, Instant at, String by, Map<String, Digest> files) {
    public static final String WHAT = "snapshot-taken";

    public Snapshot {
        files = Map.copyOf(files);
    }

    /** What an entry says of these files. */
    public static JsonObject entry(Map<String, Digest> files, String because) {
        var listed = JsonObject.builder();
        new TreeMap<>(files).forEach((path, digest) -> listed.and(path, digest.hex()));
        return JsonObject.with("what", WHAT)
                .and("because", because)
                .and("files", listed.build())
                .build();
    }

    /** The snapshot that an entry is, with its whole body; empty when it is none. */
    public static Optional<Snapshot> of(Entry entry) {
        if (!entry.body().string("what").equals(Optional.of(WHAT))) return Optional.empty();
        try {
            Map<String, Digest> files = new TreeMap<>();
            entry.body()
                    .object("files")
                    .orElse(JsonObject.EMPTY)
                    .members()
                    .forEach((path, hex) -> files.put(path, digest(hex instanceof JsonString(var text) ? text : "")));
            return entry.agent()
                    .map(agent -> new Snapshot(
                            "snapshot-" + entry.sequence(), new AgentId(agent), entry.at(), entry.actor(), files));
        } catch (JsonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Digest digest(String hex) {
        return new Digest(hex);
    }

    /** What is otherwise now, one line each, in the order of the paths; nothing when it is the same. */
    public List<String> differences(Map<String, Digest> now) {
        List<String> lines = new ArrayList<>();
        var all = new TreeMap<>(files);
        now.forEach(all::putIfAbsent);
        for (var path : all.keySet()) {
            var before = files.get(path);
            var after = now.get(path);
            if (before == null) lines.add("added: " + path);
            else if (after == null) lines.add("missing: " + path);
            else if (!before.equals(after)) lines.add("changed: " + path);
        }
        return lines;
    }

    public JsonObject json() {
        return JsonObject.with("snapshot", id)
                .and("agent", agent.value())
                .and("cleanUntil", at.toString())
                .and("by", by)
                .and("files", files.size())
                .build();
    }
}
