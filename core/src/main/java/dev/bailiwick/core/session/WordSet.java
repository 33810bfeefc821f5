package dev.bailiwick.core.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words that are asked for far more often than they are there: a filter before the set turns most questions away. */
final class WordSet {
    private final Set<String> words;
    private final WordFilter filter;

    private WordSet(Set<String> words, WordFilter filter) {
        this.words = words;
        this.filter = filter;
    }

    static WordSet of(Set<String> words) {
        return new WordSet(new HashSet<>(words), WordFilter.of(words));
    }

    boolean contains(String word) {
        return filter.mayHold(word) && words.contains(word);
    }

    boolean containsAll(List<String> all) {
        for (String word : all) if (!contains(word)) return false;
        return true;
    }

    Set<String> words() {
        return words;
    }
}
