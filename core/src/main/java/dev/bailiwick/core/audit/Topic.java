package dev.bailiwick.core.audit;

import dev.bailiwick.json.JsonObject;
import java.util.regex.Pattern;

/**
 * What an entry is about: its kind, and what its body calls it. A log's table of contents is made of these.
 *
 * @param what the body's {@code what}; empty when it has none, or one that is no short word
 */
public record Topic(Event.Kind kind, String what) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,39}");

    public static Topic of(Entry entry) {
        return new Topic(entry.kind(), word(entry.body()));
    }

    private static String word(JsonObject body) {
        return body.string("what").filter(what -> WORD.matcher(what).matches()).orElse("");
    }
}
