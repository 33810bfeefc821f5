package dev.bailiwick.json;

/**
 * How much JSON is too much.
 *
 * @param depth nested arrays and objects
 * @param characters length of the whole text in UTF-8 bytes or characters, whichever the source is given in
 * @param digits characters of one number
 * @param nul whether strings may hold the character U+0000; refused unless a language of its own allows it
 */
public record JsonLimits(int depth, int characters, int digits, boolean nul) {
    /** What a machine may send us: 64 deep, 1 MiB, numbers of 40 characters. */
    public static final JsonLimits REQUEST = new JsonLimits(64, 1 << 20, 40);

    /** What we read from our own files and what a person hands to the command line: 64 MiB. */
    public static final JsonLimits FILE = new JsonLimits(256, 64 << 20, 400);

    public JsonLimits {
        if (depth < 1 || characters < 1 || digits < 1) throw new IllegalArgumentException("limits start at 1");
    }

    public JsonLimits(int depth, int characters, int digits) {
        this(depth, characters, digits, false);
    }

    /** The same limits, with U+0000 let into strings: Cedar's entity ids may hold it. */
    public JsonLimits withNul() {
        return new JsonLimits(depth, characters, digits, true);
    }
}
