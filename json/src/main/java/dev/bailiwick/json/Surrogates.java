package dev.bailiwick.json;

/** Finds UTF-16 code units that are no text: they cannot be written as UTF-8, so two readers would disagree on them. */
final class Surrogates {
    private Surrogates() {}

    /** The index of the first lone surrogate, or -1. */
    static int lone(String text) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) return i;
            i += Character.charCount(codePoint);
        }
        return -1;
    }
}
