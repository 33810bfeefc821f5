package dev.bailiwick.json;

/**
 * How much JSON is too much.
 *
 * @param depth nested arrays and objects
 * @param characters length of the whole text in UTF-8 bytes or characters, whichever the source is given in
 * @param digits characters of one number
 */
public record JsonLimits(int depth, int characters, int digits) {
    /** What a machine may send us: 64 deep, 1 MiB, numbers of 40 characters. */
    public static final JsonLimits REQUEST = new JsonLimits(64, 1 << 20, 40);

    /** What we read from our own files and what a person hands to the command line: 64 MiB. */
    public static final JsonLimits FILE = new JsonLimits(256, 64 << 20, 400);

    public JsonLimits {
        if (depth < 1 || characters < 1 || digits < 1) throw new IllegalArgumentException("limits start at 1");
    }
}
