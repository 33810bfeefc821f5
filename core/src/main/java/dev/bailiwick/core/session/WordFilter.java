package dev.bailiwick.core.session;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Says of a word that it is surely not there, or that it may be: a Bloom filter (B. H. Bloom, 1970) with both bits in one
 * word of memory. What is put in stays in.
 */
final class WordFilter {
    private static final int BITS_PER_WORD = 16;
    private static final int LEAST_BITS = 64;
    private static final int ROOMY = 1024;

    /** Of nothing. */
    static final WordFilter NONE = sized(0);

    private final long[] bits;
    private final int held;

    private WordFilter(long[] bits, int held) {
        this.bits = bits;
        this.held = held;
    }

    /** An empty one with room for so many words. */
    private static WordFilter sized(int words) {
        int bits = Integer.highestOneBit(Math.max(LEAST_BITS, words * BITS_PER_WORD - 1) * 2 - 1);
        return new WordFilter(new long[bits / Long.SIZE], 0);
    }

    static WordFilter of(Collection<String> words) {
        return sized(words.size()).holding(words);
    }

    /** This one and these words; empty where it would be too full to turn most questions away. */
    Optional<WordFilter> and(Collection<String> more) {
        boolean full = (held + more.size()) * BITS_PER_WORD > bits.length * Long.SIZE;
        return full ? Optional.empty() : Optional.of(holding(more));
    }

    /** Of these words, with room for as many again. */
    static WordFilter roomy(Collection<String> words) {
        return sized(Math.max(ROOMY, 2 * words.size())).holding(words);
    }

    private WordFilter holding(Collection<String> more) {
        long[] all = Arrays.copyOf(bits, bits.length);
        for (String word : more) {
            int hash = hash(word);
            all[place(hash, all.length)] |= marks(hash);
        }
        return new WordFilter(all, held + more.size());
    }

    boolean mayHold(String word) {
        int hash = hash(word);
        long marks = marks(hash);
        return (bits[place(hash, bits.length)] & marks) == marks;
    }

    private static int place(int hash, int length) {
        return (hash >>> 12) & (length - 1);
    }

    /** Two bits of one word of memory. */
    private static long marks(int hash) {
        return 1L << hash | 1L << (hash >>> 6);
    }

    private static int hash(String word) {
        int hash = word.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
