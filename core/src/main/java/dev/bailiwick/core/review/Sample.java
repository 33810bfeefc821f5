package dev.bailiwick.core.review;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * Which entries are drawn for review: whoever holds the log can draw again and must get the same ones.
 *
 * @param seed chosen by chance, in the log before the first entry that is drawn with it
 * @param oneIn how many entries there are to one that is drawn, on average
 */
public record Sample(String seed, int oneIn) {
    /** What an entry of the log that holds one says of itself. */
    public static final String WHAT = "sampling";

    private static final int HEX_DIGITS = 12;

    public Sample {
        if (seed.isBlank()) throw new IllegalArgumentException("a sample needs a seed");
        if (oneIn < 1) throw new IllegalArgumentException("a sample draws one in one at most");
    }

    /** Whether the entry of this number is drawn: the first 48 bits of SHA-256 of seed, colon, number, by remainder. */
    public boolean draws(long sequence) {
        var bits = Digest.of(seed + ":" + sequence).hex().substring(0, HEX_DIGITS);
        return Long.parseLong(bits, 16) % oneIn == 0;
    }

    public JsonObject json() {
        return JsonObject.with("what", WHAT)
                .and("seed", seed)
                .and("oneIn", oneIn)
                .build();
    }

    public static Sample of(JsonObject json) {
        var fields = Fields.of(json);
        return new Sample(fields.text("seed"), Math.toIntExact(fields.number("oneIn")));
    }
}
