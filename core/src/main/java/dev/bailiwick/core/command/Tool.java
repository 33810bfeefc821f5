package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Touch.Kind;
import dev.bailiwick.json.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tool, or one of its subcommands: what its arguments mean.
 *
 * @param style how it tells options from operands
 * @param asks what any use of it does, when its arguments were never described
 * @param cases other operands and meanings when certain options are there; the first that fits counts
 * @param also what it touches whatever its arguments are
 * @param ending options after which everything is an operand
 * @param bare what it does without any operand, when that differs
 * @param settled whether it obeys settings of the folder where it runs, some of which run programs
 * @param lenient whether options nobody listed are harmless words, as long as they name no path
 */
record Tool(
        List<String> names,
        Style style,
        Optional<Kind> asks,
        Map<String, Option> options,
        Operands operands,
        List<Case> cases,
        List<Touch> also,
        List<String> ending,
        Optional<Kind> bare,
        boolean settled,
        boolean lenient,
        Map<String, Tool> commands,
        Optional<String> usual) {
    /** What every tool understands, and then does nothing else. */
    static final List<String> HELP = List.of("--help", "--version");

    /** How options are written. */
    enum Style {
        /** Letters may be joined, long names start with two dashes, options may follow operands (getopt_long). */
        GNU,
        /** As GNU, but the first operand ends the options: what follows belongs to somebody else. */
        FIRST,
        /** Long names after a single dash, never joined. */
        SINGLE,
        /** As GNU, but a first word without a dash is letters too (tar, ar, ps). */
        BUNDLED,
        /** {@code name=value} only (dd). */
        KEYED
    }

    /** When one of some options is there (and one of others too), operands and values mean something else. */
    record Case(
            List<String> options,
            List<String> and,
            Map<String, Option> values,
            Optional<Operands> operands,
            List<Touch> also) {
        static Case of(Fields fields) {
            var found = new Case(
                    Words.of(fields.text("options")),
                    Words.of(fields.optionalText("and").orElse("")),
                    named(fields.optionalText("values").orElse("")),
                    fields.optionalText("operands").map(Operands::of),
                    always(fields));
            fields.end();
            return found;
        }

        boolean fits(List<String> present) {
            return options.stream().anyMatch(present::contains)
                    && (and.isEmpty() || and.stream().anyMatch(present::contains));
        }
    }

    Tool {
        names = List.copyOf(names);
        options = Map.copyOf(options);
        cases = List.copyOf(cases);
        also = List.copyOf(also);
        commands = Map.copyOf(commands);
        for (Case each : cases) requireSameForm(each.values(), options);
    }

    /** A case may change what a value means, not whether there is one: words are told apart before the case is known. */
    private static void requireSameForm(Map<String, Option> changed, Map<String, Option> options) {
        changed.forEach((name, option) -> {
            var plain = options.get(name);
            if (plain == null
                    || plain.value() != option.value()
                    || plain.values().size() != option.values().size()) {
                throw new IllegalArgumentException("\"" + name + "\" takes other values in a case");
            }
        });
    }

    /** @throws dev.bailiwick.json.JsonException when the fields describe no tool */
    static Tool of(Fields fields) {
        Map<String, Option> options = named(fields.optionalText("options").orElse(""));
        fields.optionalText("flags")
                .orElse("")
                .chars()
                .forEach(c -> options.put("-" + (char) c, Option.of("-" + (char) c)));
        HELP.forEach(name -> options.putIfAbsent(name, Option.of(name)));
        var tool = new Tool(
                Words.of(fields.text("names")),
                fields.has("style") ? fields.oneOf("style", Style.class) : Style.GNU,
                fields.optionallyParsed("asks", Tool::kind),
                options,
                Operands.of(fields.optionalText("operands").orElse("")),
                fields.list("when").stream().map(Case::of).toList(),
                always(fields),
                Words.of(fields.optionalText("ending").orElse("")),
                fields.optionallyParsed("bare", Tool::kind),
                fields.optionalFlag("settled").orElse(false),
                fields.optionalFlag("lenient").orElse(false),
                commands(fields),
                fields.optionalText("usual"));
        fields.end();
        return tool;
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) if (Fields.spelling(kind).equals(word)) return kind;
        throw new IllegalArgumentException("not a kind of touch: \"" + word + "\"");
    }

    private static Map<String, Option> named(String text) {
        Map<String, Option> options = new HashMap<>();
        for (String word : Words.of(text)) {
            var option = Option.of(word);
            if (options.put(option.name(), option) != null) {
                throw new IllegalArgumentException("the option \"" + option.name() + "\" stands there twice");
            }
        }
        return options;
    }

    /** {@code "write:. network:"}: meanings, each with the operand it is about. */
    private static List<Touch> always(Fields fields) {
        List<Touch> touches = new ArrayList<>();
        for (String word : Words.of(fields.optionalText("also").orElse(""))) {
            int colon = word.indexOf(':');
            touches.add(Touch.of(
                    kind(colon < 0 ? word : word.substring(0, colon)), colon < 0 ? "" : word.substring(colon + 1)));
        }
        return touches;
    }

    /** Subcommands told in full, and those of which only the strictest effect is told. */
    private static Map<String, Tool> commands(Fields fields) {
        Map<String, Tool> commands = new HashMap<>();
        for (Fields each : fields.list("commands")) {
            var command = of(each);
            for (String name : command.names()) commands.put(name, command);
        }
        fields.optionalObject("asking").ifPresent(asking -> {
            var kinds = Fields.of(asking);
            for (String kind : asking.members().keySet()) {
                for (String name : Words.of(kinds.text(kind))) commands.putIfAbsent(name, asking(name, kind(kind)));
            }
        });
        return commands;
    }

    /** A tool of which only what it does at worst is known. */
    static Tool asking(String name, Kind kind) {
        return new Tool(
                List.of(name),
                Style.GNU,
                Optional.of(kind),
                Map.of(),
                Operands.NONE,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                Map.of(),
                Optional.empty());
    }
}
