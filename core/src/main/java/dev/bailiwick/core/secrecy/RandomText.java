package dev.bailiwick.core.secrecy;

import java.util.regex.Pattern;

/**
 * Tells a key from a word, a path and an identifier. In random text, kinds of characters change at every other step; in
 * {@code src/main/java/SecretForm} or {@code getAuthorizationHeader} they seldom do.
 */
final class RandomText {
    static final int SHORTEST = 24;

    /** Longer runs are encoded content, not keys. */
    private static final int LONGEST = 256;

    private static final double MIN_CHANGES = 0.34;
    private static final double MIN_BITS = 3.6;

    /** Digests and UUIDs name things; the log is full of them. */
    private static final Pattern NAME_OF_SOMETHING = Pattern.compile(
            "(?i)(?:[a-z0-9]{1,10}[_:-])?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}"
                    + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private RandomText() {}

    static boolean is(String run) {
        if (run.length() < SHORTEST || run.length() > LONGEST) return false;
        return changes(run) >= MIN_CHANGES * run.length()
                && bits(run) >= MIN_BITS
                && !NAME_OF_SOMETHING.matcher(run).matches();
    }

    static boolean belongs(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '_'
                || c == '-'
                || c == '=';
    }

    private static int changes(String run) {
        int changes = 0;
        boolean digit = false;
        boolean letter = false;
        for (int i = 0; i < run.length(); i++) {
            digit |= Character.isDigit(run.charAt(i));
            letter |= Character.isLetter(run.charAt(i));
            if (i > 0 && kind(run.charAt(i)) != kind(run.charAt(i - 1))) changes++;
        }
        return digit && letter ? changes : 0;
    }

    private static int kind(char c) {
        if (c >= 'a' && c <= 'z') return 0;
        if (c >= 'A' && c <= 'Z') return 1;
        return c >= '0' && c <= '9' ? 2 : 3;
    }

    /** Shannon's entropy per character. */
    private static double bits(String run) {
        var counts = new int[128];
        for (int i = 0; i < run.length(); i++) counts[run.charAt(i)]++;
        double bits = 0;
        for (int count : counts) {
            double share = (double) count / run.length();
            if (count > 0) bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
