package dev.bailiwick.core.detection;

import java.util.BitSet;

/**
 * The first three characters of every term, as bits: nearly every word of an ordinary text is set aside here, in 16 KB that
 * stay in the processor's cache. It may say yes too often, never no too often.
 */
final class Beginnings {
    private static final int BITS = 16;

    private final BitSet pairs = new BitSet(1 << BITS);
    private final BitSet triples = new BitSet(1 << BITS);

    void add(Folded term, int start) {
        boolean whole = term.length() > start + 2 && letter(term, start + 1) != ' ';
        if (whole) triples.set(triple(term, start));
        else if (term.length() > start + 1) pairs.set(pair(letter(term, start), letter(term, start + 1)));
        else anyAfter(letter(term, start));
    }

    /** A term of one character may be followed by anything. */
    private void anyAfter(char first) {
        for (int c = 0; c < 1 << BITS; c++) pairs.set(pair(first, (char) c));
    }

    boolean may(Folded text, int start) {
        return triples.get(triple(text, start)) || pairs.get(pair(letter(text, start), letter(text, start + 1)));
    }

    private static int triple(Folded text, int start) {
        return pair((char) pair(letter(text, start), letter(text, start + 1)), letter(text, start + 2));
    }

    private static int pair(char first, char second) {
        return (first * 0x9e37 + second) * 0x6b & (1 << BITS) - 1;
    }

    /** All that is no part of a word counts as a blank. */
    private static char letter(Folded text, int at) {
        char c = text.charAt(at);
        return Alphabet.classOf(c) == Alphabet.OTHER ? ' ' : c;
    }
}
