package dev.bailiwick.core.detection;

import java.util.Map;

/** HTML's character references: the few with names that hide text, and all with numbers. */
final class CharacterReference {
    private static final int LONGEST = 10;
    private static final Map<String, Integer> NAMED = Map.of(
            "lt",
            (int) '<',
            "gt",
            (int) '>',
            "amp",
            (int) '&',
            "quot",
            (int) '"',
            "apos",
            (int) '\'',
            "nbsp",
            (int) ' ',
            "shy",
            0xad,
            "zwj",
            0x200d,
            "zwnj",
            0x200c,
            "newline",
            (int) '\n');

    private CharacterReference() {}

    /** Where the reference that starts here ends; its start when it is none. */
    static int end(String text, int start) {
        int last = Math.min(text.length(), start + LONGEST);
        for (int i = start + 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == ';') return known(text.substring(start + 1, i)) ? i + 1 : start;
            if (!(Character.isLetterOrDigit(c) || c == '#')) return start;
        }
        return start;
    }

    /** The code point between an ampersand and a semicolon that {@link #end} found. */
    static int value(String text, int start, int end) {
        return value(text.substring(start + 1, end - 1));
    }

    private static boolean known(String name) {
        return value(name) >= 0;
    }

    private static int value(String name) {
        if (!name.startsWith("#")) return NAMED.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), -1);
        boolean hex = name.length() > 2 && (name.charAt(1) | 0x20) == 'x';
        try {
            int value = Integer.parseInt(name, hex ? 2 : 1, name.length(), hex ? 16 : 10);
            return Character.isValidCodePoint(value) ? value : -1;
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
