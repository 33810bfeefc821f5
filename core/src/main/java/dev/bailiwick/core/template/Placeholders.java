package dev.bailiwick.core.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text with {@code {{name}}} in it. Values are put in once: what stands in a value is never looked at again. */
public record Placeholders(String text) {
    private static final Pattern ONE = Pattern.compile("\\{\\{([a-z][a-z0-9_]*)}}");
    private static final Pattern ALONE = Pattern.compile("(?m)^\\{\\{([a-z][a-z0-9_]*)}}$");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|&!{}]");

    Set<String> names() {
        return ONE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** As Markdown: a value is text and nothing else; one that stands alone on its line is a list. */
    String markdown(Map<String, List<String>> values) {
        var listed = replaced(
                ALONE,
                text,
                name -> of(values, name).stream()
                        .map(value -> "- " + escaped(value))
                        .collect(Collectors.joining("\n")));
        return replaced(
                ONE,
                listed,
                name -> of(values, name).stream().map(Placeholders::escaped).collect(Collectors.joining(", ")));
    }

    /** As it is: for values of closed kinds only. */
    String plain(Map<String, List<String>> values) {
        return replaced(ONE, text, name -> String.join(", ", of(values, name)));
    }

    private static List<String> of(Map<String, List<String>> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private static String replaced(Pattern pattern, String text, Function<String, String> value) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }

    private static String escaped(String value) {
        return SPECIAL.matcher(value).replaceAll("\\\\$0");
    }
}
