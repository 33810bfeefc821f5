package dev.bailiwick.core.architecture;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One layout.
 *
 * @param about what it is for, and what it costs
 * @param front what stands between people and the agents
 * @param rules what has to be so
 */
public record Reference(String name, String title, String about, String front, List<Rule> rules) {
    public static final String FILE = "references.json";

    private static final String FORMAT = "bailiwick-references-1";

    public Reference {
        rules = List.copyOf(rules);
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static List<Reference> all(JsonObject json) {
        var fields = Fields.of(json);
        fields.parsed("format", Reference::requireFormat);
        List<Reference> all = new ArrayList<>();
        for (var each : fields.list("references")) {
            all.add(new Reference(
                    each.text("name"),
                    each.text("title"),
                    each.text("about"),
                    each.text("front"),
                    each.eachOneOf("rules", Rule.class)));
            each.end();
        }
        fields.end();
        return List.copyOf(all);
    }

    private static String requireFormat(String format) {
        if (!format.equals(FORMAT)) throw new IllegalArgumentException("expected " + FORMAT);
        return format;
    }

    public JsonObject json() {
        return JsonObject.with("name", name)
                .and("title", title)
                .and("about", about)
                .and(
                        "rules",
                        JsonArray.ofStrings(rules.stream().map(Rule::words).toList()))
                .build();
    }
}
