package dev.bailiwick.core.register.inventory;

import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.guide.Onward;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A system the organisation uses.
 *
 * @param guide what is known of it; without one it can do everything to everything
 * @param data what lies there; unstated is the guide's, without a guide every class
 * @param people whose data lies there, how many
 * @param onward where it leads; a kind that is not stated leads to what nobody knows
 */
public record Integration(
        String id,
        Optional<Guide> guide,
        Set<DataClass> data,
        Optional<Long> people,
        Map<Onward, List<String>> onward) {
    public Integration {
        data = Set.copyOf(data);
        onward = Map.copyOf(onward);
    }

    /** A system that is in no register yet, as its guide tells it. */
    public static Integration proposed(Guide guide) {
        return new Integration(guide.name(), Optional.of(guide), guide.data(), Optional.empty(), Map.of());
    }

    static Integration of(Fields fields, Guides guides) {
        var guide = fields.optionallyParsed("guide", name -> known(name, guides));
        var stated = Set.copyOf(fields.eachOneOf("data", DataClass.class));
        var integration = new Integration(
                fields.parsed("id", Inventory::id),
                guide,
                stated.isEmpty() ? guide.map(Guide::data).orElse(Set.of(DataClass.values())) : stated,
                fields.optionalNumber("people"),
                fields.has("onward") ? onward(fields.fields("onward")) : Map.of());
        fields.end();
        return integration;
    }

    JsonObject json() {
        return JsonObject.with("id", id)
                .and("guide", guide.map(known -> new JsonString(known.name())))
                .and(
                        "data",
                        JsonArray.ofStrings(
                                data.stream().sorted().map(Fields::spelling).toList()))
                .and("people", people.map(JsonNumber::of))
                .and("onward", onward.isEmpty() ? Optional.empty() : Optional.of(stated()))
                .build();
    }

    private JsonObject stated() {
        var json = JsonObject.builder();
        for (var kind : Onward.values()) {
            var places = onward.get(kind);
            if (places != null) json.and(Fields.spelling(kind), JsonArray.ofStrings(places));
        }
        return json.build();
    }

    private static Guide known(String name, Guides guides) {
        return guides.find(name).orElseThrow(() -> new IllegalArgumentException("there is no guide \"" + name + "\""));
    }

    private static Map<Onward, List<String>> onward(Fields fields) {
        Map<Onward, List<String>> found = new EnumMap<>(Onward.class);
        for (var kind : Onward.values()) {
            String name = Fields.spelling(kind);
            if (fields.has(name)) found.put(kind, fields.texts(name));
        }
        fields.end();
        return found;
    }
}
