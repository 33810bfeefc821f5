package dev.bailiwick.core.detection;

import java.nio.CharBuffer;
import java.util.BitSet;

/**
 * A text as its reader hears it: folded letter by letter ({@link Alphabet}), character references decoded, white space
 * collapsed to one blank, one line break or an empty line, look-alike letters inside Latin words made Latin.
 *
 * <p>It begins with a line break, so that a rule can ask for the start of a line.
 */
final class Folded {
    private final String source;
    private final char[] text;
    private final int[] origin;
    private final BitSet humps = new BitSet();
    private int length;
    private int lookalikes;
    private int invisible;

    private Folded(String source) {
        this.source = source;
        this.text = new char[source.length() + 1];
        this.origin = new int[source.length() + 1];
    }

    static Folded of(String source) {
        var folded = new Folded(source);
        folded.append('\n', 0);
        for (int i = 0; i < source.length(); ) i = folded.take(i);
        folded.endWord();
        return folded;
    }

    char charAt(int at) {
        return at < length ? text[at] : '\n';
    }

    /** Some characters as they are, without copying. */
    CharSequence slice(int start, int length) {
        return CharBuffer.wrap(text, start, length);
    }

    int length() {
        return length;
    }

    /** Whether a word starts here that is written together with the one before it. */
    boolean startsInside(int at) {
        return humps.get(at);
    }

    /** Words written with letters of two scripts. */
    int lookalikes() {
        return lookalikes;
    }

    /** Characters that nobody sees, between letters or spelling ASCII. */
    int invisible() {
        return invisible;
    }

    /** What the source says between two places of the folded text, with some of what stands around it. */
    String excerpt(int from, int to) {
        int start = Math.max(0, origin[Math.min(from, length - 1)] - 30);
        int end = Math.min(source.length(), (to < length ? origin[to] : source.length()) + 30);
        return source.substring(start, Math.min(end, start + Excerpt.LONGEST)).strip();
    }

    private int take(int i) {
        int reference = source.charAt(i) == '&' ? CharacterReference.end(source, i) : i;
        if (reference > i) {
            fold(CharacterReference.value(source, i, reference), i);
            return reference;
        }
        if (escapedBreak(i)) {
            append('\n', i);
            return i + 2;
        }
        int codePoint = source.codePointAt(i);
        if (codePoint < 0x80 && hump(i)) humps.set(length);
        fold(codePoint, i);
        return i + Character.charCount(codePoint);
    }

    /** Whether a word starts here inside a word: {@code nextWord}, {@code ENDNext}. */
    private boolean hump(int i) {
        if (!upper(i) || i == 0 || Character.isWhitespace(source.charAt(i - 1))) return false;
        return lower(i - 1) || (upper(i - 1) && lower(i + 1));
    }

    private boolean upper(int i) {
        return source.charAt(i) >= 'A' && source.charAt(i) <= 'Z';
    }

    private boolean lower(int i) {
        return i < source.length() && source.charAt(i) >= 'a' && source.charAt(i) <= 'z';
    }

    /** A line break or tab as string literals of most languages write it. */
    private boolean escapedBreak(int i) {
        if (source.charAt(i) != '\\' || i + 1 == source.length()) return false;
        char next = source.charAt(i + 1);
        return next == 'n' || next == 'r' || next == 't';
    }

    private void fold(int codePoint, int from) {
        char c = Alphabet.folded(codePoint);
        if (c == Alphabet.DROPPED || codePoint >= 0xe0000) invisible++;
        if (c == Alphabet.DROPPED || apostrophe(c)) return;
        append(c, from);
    }

    private static boolean apostrophe(char c) {
        return c == '\'' || c == '\u2019' || c == '`';
    }

    private void append(char c, int from) {
        boolean white = c == ' ' || c == '\n';
        if (white && length > 0) {
            endWord();
            char last = text[length - 1];
            if (c == ' ' && (last == ' ' || last == '\n')) return;
            if (c == '\n' && last == ' ') length--;
            if (c == '\n' && length > 1 && text[length - 1] == '\n' && text[length - 2] == '\n') return;
        }
        origin[length] = from;
        text[length++] = c;
    }

    /** A word with Latin letters and letters drawn like Latin ones is a Latin word. */
    private void endWord() {
        boolean latin = false;
        boolean alike = false;
        int start = length;
        while (start > 0 && Alphabet.classOf(text[start - 1]) == Alphabet.WORD) {
            char c = text[--start];
            latin |= c >= 'a' && c <= 'z';
            alike |= Alphabet.drawnLikeLatin(c);
        }
        if (!latin || !alike) return;
        lookalikes++;
        for (int i = start; i < length; i++) text[i] = Alphabet.drawnLike(text[i]);
    }
}
