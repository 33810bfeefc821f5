package dev.bailiwick.core.exposure;

import dev.bailiwick.core.guide.Power;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How bad a reach is: weights and combinations, from the data file beside this class.
 *
 * @param weights of each power over each system
 * @param people what reading data of people weighs besides
 */
public record Weighing(Map<Power, Long> weights, long people, List<Combination> combinations) {
    public static final String FILE = "weighing.json";

    public Weighing {
        weights = Map.copyOf(weights);
        combinations = List.copyOf(combinations);
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static Weighing of(JsonObject json) {
        var fields = Fields.of(json);
        var listed = fields.fields("weights");
        Map<Power, Long> weights = new EnumMap<>(Power.class);
        for (var power : Power.values()) weights.put(power, listed.number(Fields.spelling(power)));
        listed.end();
        List<Combination> combinations = new ArrayList<>();
        for (var each : fields.list("combinations")) combinations.add(Combination.of(each));
        var weighing = new Weighing(weights, fields.number("people"), combinations);
        fields.end();
        return weighing;
    }

    long score(Collection<Effect> effects) {
        return effects.stream()
                .mapToLong(effect -> weights.getOrDefault(effect.power(), 0L) + (effect.showsPeople() ? people : 0))
                .sum();
    }

    List<Combination> completed(Collection<Effect> effects) {
        return combinations.stream().filter(each -> each.completedBy(effects)).toList();
    }
}
