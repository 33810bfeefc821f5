package dev.bailiwick.core.value;

/**
 * Text from outside, kept in its wrapper until a parser has turned it into a type. It prints with everything that could
 * deceive an eye or drive a terminal made visible.
 */
public record Untrusted(String text) {
    /** The text with control, zero-width, bidirectional and other invisible characters as {@code \\u{...}} escapes. */
    public String visible() {
        return visible(text);
    }

    /** {@link #visible()} of any text. */
    public static String visible(String text) {
        if (text.codePoints().noneMatch(Untrusted::hidden)) return text;
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (hidden(c)) out.append(String.format("\\u{%x}", c));
            else out.appendCodePoint(c);
        });
        return out.toString();
    }

    /** Whether a person could not see this character, or would see another one than is there. */
    public static boolean hidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> variation(codePoint);
        };
    }

    /** Variation selectors, the combining grapheme joiner and Hangul fillers are letters or marks that show nothing. */
    private static boolean variation(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f)
                || (c >= 0xe0100 && c <= 0xe01ef)
                || c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x3164
                || c == 0xffa0;
    }

    @Override
    public String toString() {
        return visible();
    }
}
