package dev.bailiwick.core.detection;

import java.text.Normalizer;

/**
 * What each character counts as when words are compared: compatibility forms (NFKD), marks over Latin, Greek, Cyrillic,
 * Hebrew and Arabic letters dropped, lower case. Invisible characters are dropped. Built once, 192 KB.
 */
final class Alphabet {
    /** What a character is in a line of words. */
    static final byte OTHER = 0;

    static final byte WORD = 1;
    /** A letter of a script written without spaces: each counts as a word of its own. */
    static final byte LETTER_ALONE = 2;

    /** A character that leaves no trace. */
    static final char DROPPED = '\0';

    private static final char THAI_NIKHAHIT = '\u0e4d';
    private static final char HINDI_NUKTA = '\u093c';
    private static final char BENGALI_NUKTA = '\u09bc';

    /** Strokes and joined letters that NFKD leaves alone, each followed by what it counts as; Thai SARA AM by SARA AA. */
    private static final String STROKES = "\u0e33\u0e32ıiłløođdħhŧtæaœoþtðdıi";

    /** Cyrillic, Greek and other letters, each followed by the Latin one that it is drawn like. */
    private static final String DRAWN_ALIKE = "аaеeоoрpсcхxуyіiјjѕsԁdһhқkкkмmнhтtвbгrпnԛqԝwӏl"
            + "αaεeοoρpνvτtιiκkυuχxωwηnγyβbμuσoζzϲcϳj" + "оoսuоoհhոnցgօoսuքf" + "ɡgɑaıiʟlɴnʀrᴀaᴇeᴏoᴜuᴛt";

    private static final char[] FOLDED = new char[1 << 16];
    private static final byte[] CLASSES = new byte[1 << 16];
    private static final char[] ALIKE = new char[1 << 16];

    static {
        for (int c = 0; c < FOLDED.length; c++) FOLDED[c] = fold((char) c);
        pairs(STROKES, FOLDED);
        pairs(DRAWN_ALIKE, ALIKE);
        for (int c = 0; c < CLASSES.length; c++) CLASSES[c] = classify((char) c);
    }

    private Alphabet() {}

    private static void pairs(String pairs, char[] table) {
        for (int i = 0; i + 1 < pairs.length(); i += 2) table[pairs.charAt(i)] = pairs.charAt(i + 1);
    }

    /** The character this one counts as; {@link #DROPPED} for none. */
    static char folded(int codePoint) {
        if (codePoint < FOLDED.length) return FOLDED[codePoint];
        if (codePoint >= 0xe0020 && codePoint <= 0xe007e) return FOLDED[codePoint - 0xe0000];
        String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
        return plain.charAt(0) < FOLDED.length && !Character.isSurrogate(plain.charAt(0))
                ? FOLDED[plain.charAt(0)]
                : ' ';
    }

    static byte classOf(char folded) {
        return CLASSES[folded];
    }

    /** The Latin letter this one is drawn like, or itself. */
    static char drawnLike(char folded) {
        char alike = ALIKE[folded];
        return alike == 0 ? folded : alike;
    }

    static boolean drawnLikeLatin(char folded) {
        return ALIKE[folded] != 0;
    }

    private static char fold(char c) {
        if (c < 0x80) return c < ' ' ? (c == '\n' ? '\n' : ' ') : Character.toLowerCase(c);
        if (Character.isSurrogate(c)) return ' ';
        if (invisible(c)) return DROPPED;
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) return c == '\u2028' || c == '\u2029' ? '\n' : ' ';
        if (c >= 0xac00 && c <= 0xd7a3) return c;
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
        char first = plain.charAt(0);
        return Character.isSurrogate(first) ? ' ' : Character.toLowerCase(first);
    }

    private static boolean invisible(char c) {
        int type = Character.getType(c);
        if (c == THAI_NIKHAHIT || c == HINDI_NUKTA || c == BENGALI_NUKTA) return true;
        boolean mark = type == Character.NON_SPACING_MARK && (c < 0x700 || (c >= 0x1ab0 && c <= 0x20ff));
        return mark
                || type == Character.FORMAT
                || type == Character.CONTROL
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0x3164;
    }

    private static byte classify(char c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> WORD;
            default -> !Character.isLetterOrDigit(c) ? OTHER : writtenWithoutSpaces(c) ? LETTER_ALONE : WORD;
        };
    }

    private static boolean writtenWithoutSpaces(char c) {
        return (c >= 0xe00 && c <= 0xeff)
                || (c >= 0x1000 && c <= 0x109f)
                || (c >= 0x1780 && c <= 0x17ff)
                || (c >= 0x3040 && c <= 0x30ff)
                || (c >= 0x3400 && c <= 0x9fff);
    }
}
