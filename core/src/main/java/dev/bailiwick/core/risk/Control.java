package dev.bailiwick.core.risk;

import dev.bailiwick.json.Fields;
import java.util.regex.Pattern;

/**
 * One thing that stands against a vector.
 *
 * @param id who reads it, and its name there, such as {@code posture/NET-01} or {@code policy/core.external_floor}
 * @param weight how much of the vector's reduction hangs on it, beside the others
 */
public record Control(String id, int weight) {
    private static final Pattern ID = Pattern.compile("[a-z]+/[A-Za-z0-9.*_-]+");

    public Control {
        requireId(id);
        requireWeight(weight);
    }

    static Control of(Fields fields) {
        var control =
                new Control(fields.parsed("id", Control::requireId), fields.whole("weight", Control::requireWeight));
        fields.end();
        return control;
    }

    private static String requireId(String id) {
        if (!ID.matcher(id).matches()) throw new IllegalArgumentException("a control is named kind/name");
        return id;
    }

    private static int requireWeight(long weight) {
        if (weight < 1 || weight > 10) throw new IllegalArgumentException("a weight is 1 to 10");
        return (int) weight;
    }
}
