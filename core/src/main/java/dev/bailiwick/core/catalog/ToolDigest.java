package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/** The identity of a tool: its name and, where known, the digest of its definition. A changed tool is another tool. */
public record ToolDigest(Digest value) {
    public static ToolDigest of(String tool, Optional<Digest> definition) {
        return new ToolDigest(Digest.of(JsonObject.with("tool", tool)
                .and("definition", definition.map(Digest::hex).orElse(""))
                .build()));
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
