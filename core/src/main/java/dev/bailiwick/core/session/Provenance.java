package dev.bailiwick.core.session;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * Where one argument of a call came from.
 *
 * @param argument its path in the arguments, such as {@code recipients[0]}
 * @param where what it was found in, such as {@code message 2} or {@code call 7 (mail.read)}; empty for the model's own
 * @param excerpt the words it was found in, clipped; untrusted text
 */
public record Provenance(String argument, Source source, String where, String excerpt) {
    public JsonObject json() {
        return JsonObject.with("argument", argument)
                .and("source", Fields.spelling(source))
                .and("where", where)
                .and("excerpt", excerpt)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no provenance */
    public static Provenance of(Fields fields) {
        var provenance = new Provenance(
                fields.text("argument"),
                fields.oneOf("source", Source.class),
                fields.text("where"),
                fields.text("excerpt"));
        fields.end();
        return provenance;
    }
}
