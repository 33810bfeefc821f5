package dev.bailiwick.core.template;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** What a parameter takes. */
public sealed interface Kind {
    /** One line in a person's words. */
    record Text() implements Kind {}

    record Whole(long from, long to) implements Kind {}

    record Choice(List<String> of) implements Kind {
        public Choice {
            of = List.copyOf(of);
        }
    }

    /** A name for a rule, as policies are named. */
    record Word() implements Kind {}

    record Agent() implements Kind {}

    record Host() implements Kind {}

    record Day() implements Kind {}

    /** The longest text. */
    int LONGEST = 300;

    Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");

    static Kind of(Fields fields) {
        return switch (fields.text("type")) {
            case "text" -> new Text();
            case "whole" -> new Whole(fields.number("from"), fields.number("to"));
            case "choice" -> new Choice(fields.texts("of"));
            case "word" -> new Word();
            case "agent" -> new Agent();
            case "host" -> new Host();
            case "day" -> new Day();
            default -> throw new IllegalArgumentException("no parameter has this type");
        };
    }

    /** Whether no value of it can mean anything but itself in a policy. */
    default boolean closed() {
        return switch (this) {
            case Whole _, Choice _, Word _, Agent _, Host _, Day _ -> true;
            case Text _ -> false;
        };
    }

    /** What is expected, as it follows "expected". */
    default String words() {
        return switch (this) {
            case Text _ -> "one line of at most " + LONGEST + " visible characters";
            case Whole(var from, var to) -> "a whole number from " + from + " to " + to;
            case Choice(var of) -> "one of " + String.join(", ", of);
            case Word _ -> "a word of lower-case letters, digits and _";
            case Agent _ -> "the name of an agent";
            case Host _ -> "a host such as api.example.com";
            case Day _ -> "a day such as 2026-12-31";
        };
    }

    /** Whether this is a value of it. */
    default boolean takes(String value) {
        return switch (this) {
            case Text _ -> !value.isBlank() && value.length() <= LONGEST && value.equals(Untrusted.visible(value));
            case Whole(var from, var to) ->
                value.matches("-?[0-9]{1,18}") && Long.parseLong(value) >= from && Long.parseLong(value) <= to;
            case Choice(var of) -> of.contains(value);
            case Word _ -> WORD.matcher(value).matches() && value.length() <= 40;
            case Agent _ -> parses(() -> new AgentId(value));
            case Host _ -> parses(() -> HostPattern.of(value));
            case Day _ -> parses(() -> LocalDate.parse(value));
        };
    }

    private static boolean parses(java.util.function.Supplier<?> read) {
        try {
            return read.get() != null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }
}
