package dev.bailiwick.core.value;

/** Whether a text can hold Base64 or hexadecimal digits at all: most texts have no row of such characters that is long enough. */
public final class EncodedRun {
    private EncodedRun() {}

    /** @param least the shortest row that counts, in characters of either Base64 alphabet (RFC 4648, sections 4 and 5) */
    public static boolean isIn(String text, int least) {
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            row = counts(text.charAt(i)) ? row + 1 : 0;
            if (row >= least) return true;
        }
        return false;
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
