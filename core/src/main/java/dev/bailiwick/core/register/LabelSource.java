package dev.bailiwick.core.register;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;

/**
 * Where more labels come from: a file that another system writes.
 *
 * @param file its absolute path
 * @param maxAge a file not written for longer says nothing any more
 */
public record LabelSource(String file, Duration maxAge) {
    public LabelSource {
        if (!file.startsWith("/") || file.indexOf('\0') >= 0)
            throw new IllegalArgumentException("expected an absolute path");
        if (maxAge.isNegative() || maxAge.isZero()) throw new IllegalArgumentException("expected a time such as PT24H");
    }

    JsonObject json() {
        return JsonObject.with("file", file).and("maxAge", maxAge.toString()).build();
    }

    static LabelSource of(Fields fields) {
        var maxAge = fields.optionallyParsed("maxAge", Duration::parse).orElse(Duration.ofDays(1));
        var source = fields.parsed("file", text -> new LabelSource(text, maxAge));
        fields.end();
        return source;
    }
}
