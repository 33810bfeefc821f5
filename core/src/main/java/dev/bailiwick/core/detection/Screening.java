package dev.bailiwick.core.detection;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/**
 * What screening one text found.
 *
 * @param score 0 to 1; from 0.5 on the text is more likely an attempt than not
 * @param excerpts the rules that made the score, strongest first; at most {@value #MOST_EXCERPTS}
 */
public record Screening(double score, Signal signal, List<Excerpt> excerpts) {
    static final int MOST_EXCERPTS = 8;

    /** A text that says nothing to an agent. */
    public static final Screening NOTHING = new Screening(0, Signal.NONE, List.of());

    public Screening {
        if (!(score >= 0 && score <= 1)) throw new IllegalArgumentException("a score is from 0 to 1");
        excerpts = List.copyOf(excerpts);
    }

    /** The stricter of two: a text's own and what an outside scanner said about it. */
    public Screening stricter(Screening other) {
        if (signal != other.signal) return signal.atLeast(other.signal) ? this : other;
        return score >= other.score ? this : other;
    }

    public JsonObject json() {
        return JsonObject.with("score", new JsonNumber(BigDecimal.valueOf(Math.round(score * 10_000), 4)))
                .and("signal", JsonNumber.of(signal.level()))
                .and(
                        "excerpts",
                        new JsonArray(
                                List.copyOf(excerpts.stream().map(Excerpt::json).toList())))
                .build();
    }
}
