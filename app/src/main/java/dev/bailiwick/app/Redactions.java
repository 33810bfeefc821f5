package dev.bailiwick.app;

import dev.bailiwick.json.JsonObject;

/** Takes secrets out of what goes into the log. */
final class Redactions {
    private Redactions() {}

    static JsonObject apply(JsonObject body) {
        return body;
    }
}
