package dev.bailiwick.core.architecture;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * Where the register is not as the layout.
 *
 * @param about the names of what it is about, as the picture marks them
 * @param text one sentence
 */
public record Deviation(Rule rule, List<String> about, String text) {
    public Deviation {
        about = List.copyOf(about);
    }

    public JsonObject json() {
        return JsonObject.with("rule", Fields.spelling(rule))
                .and("about", JsonArray.ofStrings(about))
                .and("text", text)
                .build();
    }
}
