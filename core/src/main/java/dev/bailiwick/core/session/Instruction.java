package dev.bailiwick.core.session;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * A person's own words that named an action: what it is to do, on which target, and for money how much.
 *
 * @param id which words, unique within the session: one instruction allows one action, so it is remembered as spent
 * @param excerpt the words, clipped
 */
public record Instruction(String id, String excerpt) {
    public Instruction {
        if (id.isBlank()) throw new IllegalArgumentException("an instruction needs an id");
    }

    public JsonObject json() {
        return JsonObject.with("id", id).and("excerpt", excerpt).build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no instruction */
    public static Instruction of(JsonObject json) {
        var fields = Fields.of(json);
        var instruction = new Instruction(fields.text("id"), fields.text("excerpt"));
        fields.end();
        return instruction;
    }
}
