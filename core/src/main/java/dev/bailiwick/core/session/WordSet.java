package dev.bailiwick.core.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Words that are asked for far more often than they are there: a Bloom filter of one hash (B. H. Bloom, 1970) stands before the
 * set and turns most questions away.
 */
final class WordSet {
    private static final int BITS_PER_WORD = 16;

    private final Set<String> words;
    private final long[] filter;

    private WordSet(Set<String> words, long[] filter) {
        this.words = words;
        this.filter = filter;
    }

    static WordSet of(Set<String> words) {
        int bits = Integer.highestOneBit(Math.max(64, words.size() * BITS_PER_WORD - 1) * 2 - 1);
        var set = new WordSet(new HashSet<>(words), new long[bits / Long.SIZE]);
        for (String word : words) set.filter[set.place(word)] |= bit(word);
        return set;
    }

    private static int spread(String word) {
        int hash = word.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }

    private int place(String word) {
        return (spread(word) >>> 6) & (filter.length - 1);
    }

    private static long bit(String word) {
        return 1L << spread(word);
    }

    boolean contains(String word) {
        return (filter[place(word)] & bit(word)) != 0 && words.contains(word);
    }

    boolean containsAll(List<String> all) {
        for (String word : all) if (!contains(word)) return false;
        return true;
    }
}
