package dev.bailiwick.core.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest answers of a run: at most {@value #MOST} of them, and {@value #MOST_CHARACTERS} characters of them all. Most
 * values of a call stand in none; two filters over all answers together say so in one look, whatever was read.
 */
public final class Contents implements Iterable<Content> {
    static final int MOST = 256;
    static final int MOST_CHARACTERS = 1 << 20;

    static final Contents NONE = new Contents(List.of(), WordFilter.NONE, WordFilter.NONE);

    private final List<Content> all;
    private final WordFilter words;
    private final WordFilter values;

    private Contents(List<Content> all, WordFilter words, WordFilter values) {
        this.all = List.copyOf(all);
        this.words = words;
        this.values = values;
    }

    static Contents of(List<Content> contents) {
        return new Contents(contents, roomy(contents, Content::words), roomy(contents, Content::values));
    }

    /** With one more answer; the oldest make room for it. What is forgotten stays in the filters until they are full. */
    Contents and(Content newest) {
        var kept = new ArrayList<>(all);
        kept.add(newest);
        int size = kept.stream().mapToInt(content -> content.text().length()).sum();
        while (kept.size() > MOST || size > MOST_CHARACTERS)
            size -= kept.removeFirst().text().length();
        return new Contents(
                kept,
                words.and(newest.words()).orElseGet(() -> roomy(kept, Content::words)),
                values.and(newest.values()).orElseGet(() -> roomy(kept, Content::values)));
    }

    /** With the newest answer of this text as loud as this, if it was not louder; its words are the same. */
    Contents raised(String text, int signal) {
        for (int i = all.size() - 1; i >= 0; i--) {
            var content = all.get(i);
            if (!content.text().equals(text)) continue;
            if (content.signal() >= signal) return this;
            var raised = new ArrayList<>(all);
            raised.set(i, content.raised(signal));
            return new Contents(raised, words, values);
        }
        return this;
    }

    private static WordFilter roomy(List<Content> contents, Function<Content, Set<String>> of) {
        return WordFilter.roomy(
                contents.stream().map(of).flatMap(Collection::stream).collect(Collectors.toSet()));
    }

    /** Whether prose in one of them may hold this value. */
    boolean mayTell(Needle value) {
        return value.isToldBy(together);
    }

    /** Whether a record in one of them may have this short value. */
    boolean mayHold(String plain) {
        return values.mayHold(plain);
    }

    private final Prose together = new Prose() {
        @Override
        public boolean has(String word) {
            return words.mayHold(word);
        }

        @Override
        public boolean hasNumbered(String code) {
            return words.mayHold(code);
        }
    };

    public List<Content> all() {
        return all;
    }

    public Stream<Content> stream() {
        return all.stream();
    }

    public int size() {
        return all.size();
    }

    @Override
    public Iterator<Content> iterator() {
        return all.iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contents contents && contents.all.equals(all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
