package dev.bailiwick.core.detection;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Words that are almost a term: one letter more, less or other, or two neighbours changed over, as people mistype and as
 * attackers mistype on purpose. Both sides are compared with one letter left out (symmetric deletion, W. Garbe 2012); a
 * bit for each spelling sets nearly all words aside before a string is made.
 */
final class Misspelt {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 24;
    private static final int BITS = 16;
    private static final int[] NONE = {};

    private final BitSet hashes = new BitSet(1 << BITS);
    private final Map<String, int[]> kinds = new HashMap<>();

    void add(String word, int kind) {
        for (int out = -1; out < word.length(); out++) {
            String spelling = without(word, out);
            hashes.set(bit(spelling.chars().map(c -> weight((char) c)).sum()));
            kinds.merge(spelling, new int[] {kind}, (known, more) -> Vocabulary.with(known, kind));
        }
    }

    /** The kinds of the term that the word at this place almost is; none when it is not. */
    int[] at(Folded text, int start) {
        int length = 0;
        while (length <= LONGEST && letter(text.charAt(start + length))) length++;
        if (length < SHORTEST - 1
                || length > LONGEST
                || Alphabet.classOf(text.charAt(start + length)) == Alphabet.WORD) {
            return NONE;
        }
        int hash = hash(text, start, length);
        for (int out = -1; out < length; out++) {
            if (!hashes.get(bit(hash - (out < 0 ? 0 : weight(text.charAt(start + out)))))) continue;
            int[] found = kinds.get(without(text.slice(start, length).toString(), out));
            if (found != null) return found;
        }
        return NONE;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static String without(String word, int out) {
        return out < 0 ? word : word.substring(0, out) + word.substring(out + 1);
    }

    /** Does not see the order of letters, so that leaving one out is a subtraction. */
    private static int hash(Folded text, int start, int length) {
        int hash = 0;
        for (int i = start; i < start + length; i++) hash += weight(text.charAt(i));
        return hash;
    }

    private static int weight(char c) {
        return (c + 0x1f3) * (c * 0x2f0b + 0x6b43);
    }

    private static int bit(int hash) {
        return (hash ^ hash >>> BITS) & (1 << BITS) - 1;
    }
}
