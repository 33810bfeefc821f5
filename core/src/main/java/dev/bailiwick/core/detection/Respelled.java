package dev.bailiwick.core.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text whose letters were moved apart, turned round, rotated or replaced by digits, told as plain text. */
final class Respelled {
    private static final int FEWEST_LETTERS = 8;
    private static final int FEWEST_LEET = 3;
    private static final int LONGEST_LEET = 24;
    private static final String LEET = "0o1i3e4a5s7t@a$s8b9g2z";
    private static final String NEVER_IN_LEET = "/:\\_=.";
    private static final char[] LETTERS = new char[0x80];

    static {
        for (char c = 0; c < LETTERS.length; c++) LETTERS[c] = c;
        for (int i = 0; i < LEET.length(); i += 2) LETTERS[LEET.charAt(i)] = LEET.charAt(i + 1);
    }

    private Respelled() {}

    /** @param turned whether words were seen that make sense only backwards; rotated: by thirteen letters */
    static List<String> in(String text, boolean turned, boolean rotated) {
        List<String> found = new ArrayList<>();
        spaced(text).ifPresent(found::add);
        leet(text).ifPresent(found::add);
        if (turned) found.add(new StringBuilder(text).reverse().toString());
        if (rotated) found.add(rotated(text));
        return found;
    }

    /** Runs of single letters with one sign between them, written together; two signs or more are a blank. */
    private static Optional<String> spaced(String text) {
        var out = new StringBuilder();
        int longest = 0;
        for (int i = 0; i < text.length(); ) {
            int end = spacedRun(text, i);
            int letters = end == i ? 0 : joined(text, i, end, out);
            longest = Math.max(longest, letters);
            i = Math.max(end, i + 1);
        }
        return longest >= FEWEST_LETTERS ? Optional.of(out.toString()) : Optional.empty();
    }

    /** Where a run of letters that stand alone ends. */
    private static int spacedRun(String text, int start) {
        if (!alone(text, start)) return start;
        int last = start;
        for (int i = start + 1; i < text.length() && i - last <= 4; i++) {
            if (alone(text, i)) last = i;
            else if (wordly(text.charAt(i))) break;
        }
        return last == start ? start : last + 1;
    }

    private static boolean alone(String text, int at) {
        return (at + 1 == text.length() || !wordly(text.charAt(at + 1)))
                && Character.isLetter(text.charAt(at))
                && (at == 0 || !wordly(text.charAt(at - 1)));
    }

    private static boolean wordly(char c) {
        return Alphabet.classOf(c) != Alphabet.OTHER;
    }

    private static int joined(String text, int start, int end, StringBuilder out) {
        int letters = 0;
        int signs = 0;
        for (int i = start; i < end; i++) {
            if (Character.isLetter(text.charAt(i))) {
                if (signs > 1) out.append(' ');
                out.append(text.charAt(i));
                letters++;
                signs = 0;
            } else {
                signs++;
            }
        }
        out.append('\n');
        return letters;
    }

    /** Digits and signs between letters read as the letters they are drawn like. */
    private static Optional<String> leet(String text) {
        int words = 0;
        char[] out = text.toCharArray();
        for (int start = 0, end; start < out.length; start = end + 1) {
            end = wordEnd(text, start);
            if (!leet(text, start, end)) continue;
            words++;
            for (int i = start; i < end; i++) out[i] = letter(out[i]);
        }
        return words >= FEWEST_LEET ? Optional.of(new String(out)) : Optional.empty();
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) > ' ') end++;
        return end;
    }

    /** A word with such a sign between two letters, and no other digit; an @ alone does not count. */
    private static boolean leet(String text, int start, int end) {
        if (end - start < 3 || end - start > LONGEST_LEET) return false;
        int between = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean replaced = letter(c) != c;
            if (c == '@') continue;
            if (!replaced && ((c >= '0' && c < 'A') || NEVER_IN_LEET.indexOf(c) >= 0)) return false;
            if (replaced && i > start && i + 1 < end && wordly(text.charAt(i - 1)) && ascii(text.charAt(i + 1)))
                between++;
        }
        return between > 0;
    }

    private static boolean ascii(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static char letter(char c) {
        return c < LETTERS.length ? LETTERS[c] : c;
    }

    private static String rotated(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) out.append(rotated(text.charAt(i)));
        return out.toString();
    }

    private static char rotated(char c) {
        if (c >= 'a' && c <= 'z') return (char) ('a' + (c - 'a' + 13) % 26);
        if (c >= 'A' && c <= 'Z') return (char) ('A' + (c - 'A' + 13) % 26);
        return c;
    }
}
