package dev.bailiwick.core.value;

/** Whether a text can hold Base64 or hexadecimal digits at all: most texts have no row of such characters that is long enough. */
public final class EncodedRun {
    private EncodedRun() {}

    /** @param least the shortest row that counts, in characters of either Base64 alphabet (RFC 4648, sections 4 and 5) */
    public static boolean isIn(String text, int least) {
        int from = 0;
        while (from + least <= text.length()) {
            int gap = lastGap(text, from, from + least);
            if (gap < from) return true;
            from = gap + 1;
        }
        return false;
    }

    /** The last character of these that is none of a row; before them when all are. Most stretches are done at their end. */
    private static int lastGap(String text, int from, int to) {
        int at = to - 1;
        while (at >= from && counts(text.charAt(at))) at--;
        return at;
    }

    private static boolean counts(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }
}
