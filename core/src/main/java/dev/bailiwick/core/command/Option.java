package dev.bailiwick.core.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One option of a tool.
 *
 * @param presence what its mere presence does
 * @param values what its values are, in their order
 */
record Option(String name, Value value, Meaning presence, List<Meaning> values) {
    /** Whether it takes values, and how. */
    enum Value {
        NONE,
        NEEDED,
        /** Only attached: {@code --color=always}, {@code -i.bak}. */
        ATTACHED
    }

    private static final Pattern FORM = Pattern.compile(
            "(--?[A-Za-z0-9@#%+_.][A-Za-z0-9_.+-]*|\\+[A-Za-z][a-z]*|[a-z][a-z0-9]*)(?:([:?!])([a-z,-]*))?");

    Option {
        values = List.copyOf(values);
    }

    /**
     * Reads the data files' form: {@code -n}, {@code -n:} with a value that is only text, {@code -o:write}, {@code
     * --slurpfile:text,read} with two, {@code --color?} with a value that must be attached, {@code --delete!tree} without a value
     * but with a meaning.
     */
    static Option of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) throw new IllegalArgumentException("not an option: \"" + text + "\"");
        return switch (String.valueOf(form.group(2))) {
            case ":" -> new Option(form.group(1), Value.NEEDED, Meaning.TEXT, meanings(form.group(3)));
            case "?" -> {
                var values = meanings(form.group(3));
                yield new Option(
                        form.group(1), Value.ATTACHED, values.getFirst().alone(), values);
            }
            case "!" -> new Option(form.group(1), Value.NONE, Meaning.of(form.group(3)), List.of());
            default -> new Option(form.group(1), Value.NONE, Meaning.TEXT, List.of());
        };
    }

    private static List<Meaning> meanings(String text) {
        List<Meaning> meanings = new ArrayList<>();
        for (String word : text.isEmpty() ? List.of("text") : List.of(text.split(",", -1)))
            meanings.add(Meaning.of(word));
        return meanings;
    }

    /** What the option touches with these values. */
    List<Touch> touches(List<String> given) {
        if (given.isEmpty()) return presence.touches(presence.isPath() ? "." : name);
        List<Touch> touches = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) touches.addAll(values.get(i).touches(given.get(i)));
        return touches;
    }
}
