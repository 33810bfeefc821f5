package dev.bailiwick.core.register.inventory;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * An agent as it is deployed.
 *
 * @param host where it runs
 * @param confined whether it was shown that it cannot get out of its account; unstated counts as no
 * @param credentials what it can use
 */
public record Deployed(String id, Optional<String> host, boolean confined, List<String> credentials) {
    public Deployed {
        credentials = List.copyOf(credentials);
    }

    static Deployed of(Fields fields) {
        var agent = new Deployed(
                fields.parsed("id", Inventory::id),
                fields.optionalText("host"),
                fields.optionalFlag("confined").orElse(false),
                fields.texts("credentials"));
        fields.end();
        return agent;
    }

    JsonObject json() {
        return JsonObject.with("id", id)
                .and("host", host.map(JsonString::new))
                .and("confined", confined)
                .and("credentials", JsonArray.ofStrings(credentials))
                .build();
    }
}
