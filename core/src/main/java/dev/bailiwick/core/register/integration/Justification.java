package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.value.Untrusted;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Why an agent needs a system, in words that could not stand in every other request as well. */
public record Justification(String text) {
    private static final int LONGEST = 2_000;

    /** So many different words must say something. */
    private static final int TELLING = 5;

    /** Words that say nothing about this request. */
    private static final Set<String> EMPTY = Set.of(
            ("a about access agent ai all an and any are as asap at automation be because business by can daily do efficiency for from"
                            + " general get have help helps i important in integrate integration into is it its job just justification"
                            + " like make more na need needed needs none of on operations operational or other our permission"
                            + " permissions please possible process productivity purpose purposes reason reasons requested require"
                            + " required requires see so some stuff system tasks tbd team test testing that the them they things this to"
                            + " todo tool up us use used useful various want we will with work workflow would")
                    .split(" "));

    public Justification {
        text = text.strip();
        if (text.isEmpty()) throw new IllegalArgumentException("say why the agent needs this");
        if (text.length() > LONGEST) throw new IllegalArgumentException("a justification has at most 2,000 characters");
        if (text.codePoints().anyMatch(c -> c != '\n' && Untrusted.hidden(c)))
            throw new IllegalArgumentException("a justification is visible text");
        if (telling(text) < TELLING)
            throw new IllegalArgumentException(
                    "this could stand in any request: say which work it is for, whose, and what would not be possible without it");
    }

    private static int telling(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 1 && !EMPTY.contains(word))
                .collect(Collectors.toSet())
                .size();
    }

    @Override
    public String toString() {
        return text;
    }
}
