package dev.bailiwick.cedar.syntax;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonValue;

/** JSON text into values, its faults told like those of every other text. */
public final class JsonText {
    private JsonText() {}

    /** @throws CedarException when the text is no JSON; its message ends with line and column */
    public static JsonValue parse(String text, JsonLimits limits) {
        try {
            return Json.parse(text, limits);
        } catch (JsonException e) {
            throw CedarException.of(String.valueOf(e.getMessage()));
        }
    }
}
