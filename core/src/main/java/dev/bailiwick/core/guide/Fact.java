package dev.bailiwick.core.guide;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** One sentence, and how sure it is. */
public record Fact(String text, Certainty sure) {
    private static final int LONGEST = 400;

    public Fact {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a fact is one sentence of at most " + LONGEST + " characters");
        }
    }

    /** A member that is a list of facts; one that says nothing of its certainty has the guide's. */
    static List<Fact> list(Fields fields, String name, Certainty otherwise) {
        List<Fact> facts = new ArrayList<>();
        for (var each : fields.list(name)) {
            var sure = certainty(each, otherwise);
            facts.add(each.parsed("fact", text -> new Fact(text, sure)));
            each.end();
        }
        return List.copyOf(facts);
    }

    static Certainty certainty(Fields fields, Certainty otherwise) {
        return fields.has("sure") ? fields.oneOf("sure", Certainty.class) : otherwise;
    }

    static JsonArray json(List<Fact> facts) {
        return new JsonArray(facts.stream().<JsonValue>map(Fact::json).toList());
    }

    private JsonObject json() {
        return JsonObject.with("fact", text).and("sure", Fields.spelling(sure)).build();
    }
}
