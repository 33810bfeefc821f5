package dev.bailiwick.core.incident.drill;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One bad day to practise, as data.
 *
 * @param references where the same was seen: identifiers of MITRE ATLAS
 */
public record Scenario(String name, String title, String story, List<String> references, List<Move> moves) {
    /** The data files shipped beside this class, without their ending. */
    public static final List<String> SHIPPED =
            List.of("credential-theft", "exposed-control", "gateway-token", "heartbeat-commands", "poisoned-skill");

    private static final String FORMAT = "bailiwick-drill-1";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{2,40}");

    public Scenario {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("not the name of a scenario");
        references = List.copyOf(references);
        moves = List.copyOf(moves);
        if (moves.stream().noneMatch(Move::mustBeStopped))
            throw new IllegalArgumentException("a scenario without anything to stop practises nothing");
    }

    /**
     * One thing the agent does.
     *
     * @param text what comes back, where it only reads; everything else must be stopped
     */
    public record Move(String what, String tool, JsonObject arguments, Optional<String> text) {
        public boolean mustBeStopped() {
            return text.isEmpty();
        }

        static Move of(Fields fields) {
            var move = new Move(
                    fields.text("what"), fields.text("tool"), fields.object("arguments"), fields.optionalText("text"));
            fields.end();
            return move;
        }
    }

    /** @throws JsonException when it is no scenario */
    public static Scenario of(JsonObject json) {
        var fields = Fields.of(json);
        if (!fields.text("format").equals(FORMAT)) throw new JsonException("must be \"" + FORMAT + "\"", "/format");
        var scenario = new Scenario(
                fields.text("name"),
                fields.text("title"),
                fields.text("story"),
                fields.texts("references"),
                fields.list("moves").stream().map(Move::of).toList());
        fields.end();
        return scenario;
    }
}
