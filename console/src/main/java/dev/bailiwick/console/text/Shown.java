package dev.bailiwick.console.text;

import dev.bailiwick.core.value.Untrusted;
import java.util.ArrayList;
import java.util.List;

/**
 * Text from outside, complete, ready to be put on a page.
 *
 * @param hidden how many characters a person could not have seen
 * @param mixed words that mix alphabets which look alike, such as a Cyrillic letter in a Latin host name, its odd letters escaped
 */
public record Shown(List<Piece> pieces, int hidden, List<String> mixed) {
    /** A run of text: either as it is, or the escapes of characters that show nothing. */
    public record Piece(String text, boolean escaped) {}

    public Shown {
        pieces = List.copyOf(pieces);
        mixed = List.copyOf(mixed);
    }

    /** One line: line breaks and tabs are escapes too. */
    public static Shown line(String text) {
        return cut(text, false);
    }

    /** Several lines: line feeds and tabs do what they do, everything else that shows nothing is an escape. */
    public static Shown block(String text) {
        return cut(text, true);
    }

    public boolean suspicious() {
        return hidden > 0 || !mixed.isEmpty();
    }

    /** The text as a title or in a log, escapes included. */
    public String plain() {
        var out = new StringBuilder();
        for (var piece : pieces) out.append(piece.text());
        return out.toString();
    }

    private static Shown cut(String text, boolean lines) {
        var pieces = new ArrayList<Piece>();
        int hidden = 0;
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int end = i;
            while (end < text.length() && escaped(text.codePointAt(end), lines)) {
                end += Character.charCount(text.codePointAt(end));
            }
            if (end == i) {
                i += Character.charCount(text.codePointAt(i));
                continue;
            }
            if (i > start) pieces.add(new Piece(text.substring(start, i), false));
            String run = text.substring(i, end);
            pieces.add(new Piece(Untrusted.visible(run), true));
            hidden += (int) run.codePoints().filter(c -> c != '\n' && c != '\t').count();
            start = end;
            i = end;
        }
        if (start < text.length()) pieces.add(new Piece(text.substring(start), false));
        return new Shown(pieces, hidden, Scripts.mixedWords(text));
    }

    private static boolean escaped(int codePoint, boolean lines) {
        return Untrusted.hidden(codePoint) && !(lines && (codePoint == '\n' || codePoint == '\t'));
    }
}
