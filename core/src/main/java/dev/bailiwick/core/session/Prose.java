package dev.bailiwick.core.session;

import java.util.List;

/** Some text, as far as a value is looked for in it: which words it has. */
interface Prose {
    /** Whether this word stands in it. */
    boolean has(String word);

    /** Whether this short number or code stands in it as one: called an id, or in quotes. */
    boolean hasNumbered(String code);

    default boolean hasAll(List<String> words) {
        for (String word : words) if (!has(word)) return false;
        return true;
    }
}
