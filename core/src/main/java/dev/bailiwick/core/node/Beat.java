package dev.bailiwick.core.node;

import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;

/**
 * What a node says every second.
 *
 * @param version of Bailiwick on it
 * @param frozen what was frozen there by hand, while nobody else knew
 * @param readings its own look at the files that gate its agents
 * @param done orders it has carried out, or could not
 */
public record Beat(String version, Freezes frozen, List<Reading> readings, List<Done> done) {
    private static final int MOST = 1000;

    public Beat {
        readings = List.copyOf(readings);
        done = List.copyOf(done);
        if (readings.size() > MOST || done.size() > MOST)
            throw new IllegalArgumentException("a beat holds at most " + MOST + " readings and orders");
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static Beat of(JsonObject json) {
        var fields = Fields.of(json);
        var beat = new Beat(
                fields.text("version"),
                FreezeWords.of(fields.object("frozen")),
                fields.list("readings").stream().map(Reading::of).toList(),
                fields.list("done").stream().map(Done::of).toList());
        fields.end();
        return beat;
    }

    public JsonObject json() {
        return JsonObject.with("version", version)
                .and("frozen", FreezeWords.json(frozen))
                .and("readings", array(readings.stream().map(Reading::json).toList()))
                .and("done", array(done.stream().map(Done::json).toList()))
                .build();
    }

    static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(List.<JsonValue>copyOf(objects));
    }
}
