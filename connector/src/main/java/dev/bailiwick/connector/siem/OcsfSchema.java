package dev.bailiwick.connector.siem;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What an event of the form {@code ocsf} holds to, as a JSON Schema that ships: whoever receives can check. */
public final class OcsfSchema {
    private static final String FILE = "ocsf-1.8.0.schema.json";

    private final JsonSchema schema = new JsonSchema(Json.parseObject(bytes(), JsonLimits.FILE));

    /** What is wrong with an event; empty when nothing is. */
    public List<String> faults(JsonObject event) {
        return schema.faults(event);
    }

    /** The schema as it ships. */
    public static String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes() {
        try (var in = OcsfSchema.class.getResourceAsStream(FILE)) {
            return Objects.requireNonNull(in, FILE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
