package dev.bailiwick.core.register.discovery;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;

/** Something nobody registered, from the first time it was seen to the last. */
public record Finding(Sighting sighting, Instant first, Instant last, long times) {
    public static Finding of(Sighting sighting, Instant at) {
        return new Finding(sighting, at, at, 1);
    }

    public Finding again(Sighting latest, Instant at) {
        return new Finding(latest, first, at.isAfter(last) ? at : last, times + 1);
    }

    public JsonObject json() {
        return sighting.json()
                .plus("first", new JsonString(first.toString()))
                .plus("last", new JsonString(last.toString()))
                .plus("times", JsonNumber.of(times));
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no finding */
    public static Finding of(JsonObject json) {
        var fields = Fields.of(json);
        var finding = new Finding(
                Sighting.of(fields),
                fields.parsed("first", Instant::parse),
                fields.parsed("last", Instant::parse),
                fields.number("times"));
        fields.end();
        return finding;
    }
}
