package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;

/**
 * A tool of an integration, as it said of itself when it came to belong to it.
 *
 * @param definition digest of its description and schema; empty when the enforcement point did not know it
 * @param task under which people let it grow; empty when it was approved with the integration and met for the first time
 */
public record Part(String tool, Optional<Digest> definition, Instant since, Optional<TaskId> task) {
    JsonObject json() {
        return JsonObject.with("tool", tool)
                .and("definition", definition.map(digest -> new JsonString(digest.hex())))
                .and("since", since.toString())
                .and("task", task.map(id -> new JsonString(id.value())))
                .build();
    }

    static Part of(Fields fields) {
        var part = new Part(
                fields.text("tool"),
                fields.optionallyParsed("definition", Digest::new),
                fields.parsed("since", Instant::parse),
                fields.optionallyParsed("task", TaskId::new));
        fields.end();
        return part;
    }
}
