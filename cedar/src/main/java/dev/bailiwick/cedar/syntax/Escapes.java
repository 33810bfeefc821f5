package dev.bailiwick.cedar.syntax;

import dev.bailiwick.cedar.CedarException;

/**
 * Undoes the escapes of string literals: {@code \n \r \t \\ \0 \' \" \xHH} up to {@code 7f}, {@code \}{@code u{1..6}}.
 */
public final class Escapes {
    /** Receives the characters of a literal one by one. */
    @FunctionalInterface
    public interface Sink {
        /** @param escapedStar whether this is a star written {@code \*}, as patterns may */
        void character(int codePoint, boolean escapedStar);
    }

    private final String raw;
    private final Token token;
    private int at;

    private Escapes(Token token) {
        this.raw = token.text();
        this.token = token;
    }

    /** The text a string token stands for. */
    public static String undo(Token token) {
        if (token.text().indexOf('\\') < 0 && token.text().indexOf('\r') < 0) return token.text();
        var out = new StringBuilder(token.text().length());
        new Escapes(token).run(false, (codePoint, _) -> out.appendCodePoint(codePoint));
        return out.toString();
    }

    /** The characters of a pattern, where {@code \*} is a star and {@code *} something else. */
    public static void undoPattern(Token token, Sink sink) {
        new Escapes(token).run(true, sink);
    }

    private void run(boolean pattern, Sink sink) {
        while (at < raw.length()) {
            int c = raw.codePointAt(at);
            // the reference refuses a bare carriage return inside a string
            if (c == '\r') throw invalid(at, at + 1);
            if (c != '\\') {
                at += Character.charCount(c);
                sink.character(c, false);
            } else if (pattern && raw.startsWith("\\*", at)) {
                at += 2;
                sink.character('*', true);
            } else {
                sink.character(escape(), false);
            }
        }
    }

    private int escape() {
        int start = at;
        at += 2;
        return switch (raw.charAt(start + 1)) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\' -> '\\';
            case '0' -> 0;
            case '\'' -> '\'';
            case '"' -> '"';
            case 'x' -> twoDigits(start);
            case 'u' -> unicode(start);
            default -> throw invalid(start, at - 1 + Character.charCount(raw.codePointAt(start + 1)));
        };
    }

    private int twoDigits(int start) {
        int end = Math.min(start + 4, raw.length());
        int value = 0;
        for (int i = start + 2; i < start + 4; i++) {
            int digit = i < raw.length() ? hex(raw.charAt(i)) : -1;
            if (digit < 0) throw invalid(start, end);
            value = value << 4 | digit;
        }
        if (value > 0x7f) throw invalid(start, end);
        at = end;
        return value;
    }

    private int unicode(int start) {
        int close = raw.indexOf('}', at);
        if (close < 0 || raw.charAt(at) != '{') throw invalid(start, Math.min(start + 3, raw.length()));
        int value = 0;
        int digits = 0;
        for (int i = at + 1; i < close; i++) {
            if (raw.charAt(i) == '_' && digits > 0) continue;
            int digit = hex(raw.charAt(i));
            if (digit < 0 || ++digits > 6) throw invalid(start, close + 1);
            value = value << 4 | digit;
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        if (digits == 0 || value > Character.MAX_CODE_POINT || surrogate) throw invalid(start, close + 1);
        at = close + 1;
        return value;
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private CedarException invalid(int from, int to) {
        return CedarException.at(token.position(), "the input `" + raw.substring(from, to) + "` is not a valid escape");
    }
}
