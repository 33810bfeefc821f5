package dev.bailiwick.core.register.inventory;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * A host agents run on.
 *
 * @param credentials what lies there, readable by whoever controls it
 */
public record Machine(String id, List<String> credentials) {
    public Machine {
        credentials = List.copyOf(credentials);
    }

    static Machine of(Fields fields) {
        var machine = new Machine(fields.parsed("id", Inventory::id), fields.texts("credentials"));
        fields.end();
        return machine;
    }

    JsonObject json() {
        return JsonObject.with("id", id)
                .and("credentials", JsonArray.ofStrings(credentials))
                .build();
    }
}
