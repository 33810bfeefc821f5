package dev.bailiwick.core.register.discovery;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * Something that was seen once.
 *
 * @param subject what tells it from others of its kind
 * @param detail what else was seen of it, for people
 */
public record Sighting(Kind kind, String subject, String detail) {
    private static final int LONGEST = 200;

    /** How it showed itself. */
    public enum Kind {
        PROCESS,
        LISTENER,
        /** A connection to another machine. */
        EGRESS,
        /** Somebody at the gate. */
        IDENTITY
    }

    public Sighting {
        subject = clipped(subject);
        detail = clipped(detail);
    }

    /** Whoever is seen chooses these words. */
    private static String clipped(String text) {
        String visible = Untrusted.visible(text);
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + "…";
    }

    /** What it is found again by. */
    public String key() {
        return Fields.spelling(kind) + "/" + subject;
    }

    public JsonObject json() {
        return JsonObject.with("kind", Fields.spelling(kind))
                .and("subject", subject)
                .and("detail", detail)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no sighting */
    static Sighting of(Fields fields) {
        return new Sighting(fields.oneOf("kind", Kind.class), fields.text("subject"), fields.text("detail"));
    }
}
