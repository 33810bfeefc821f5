package dev.bailiwick.core.command;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line that reads alike in every shell: pipelines, each run when the ones before it ended as its connector wants. */
public record ShellLine(String text, List<Pipeline> pipelines) implements ShellReading {
    /** Longer ones are refused: no person would read them before approving. */
    public static final int LONGEST = 8192;

    /** More are refused: a person approves what can be overlooked. */
    public static final int MOST_COMMANDS = 32;

    /** When a pipeline runs. */
    public enum Connector {
        ALWAYS(";"),
        AFTER_SUCCESS("&&"),
        AFTER_FAILURE("||");

        private final String sign;

        Connector(String sign) {
            this.sign = sign;
        }
    }

    /** Commands whose outputs feed one another. */
    public record Pipeline(Connector when, List<Simple> commands) {
        public Pipeline {
            commands = List.copyOf(commands);
        }
    }

    /**
     * One program with what it is passed.
     *
     * @param environment variables set for it alone, {@code NAME=value}
     * @param arguments its name first
     */
    public record Simple(List<String> environment, List<String> arguments, List<Redirection> redirections) {
        public Simple {
            environment = List.copyOf(environment);
            arguments = List.copyOf(arguments);
            redirections = List.copyOf(redirections);
        }

        String name() {
            return arguments.getFirst();
        }
    }

    /**
     * Where a descriptor leads.
     *
     * @param target a path, or the number of another descriptor
     */
    public record Redirection(int descriptor, Way way, String target) {
        /** Which way. */
        public enum Way {
            FROM("<"),
            TO(">"),
            APPENDED(">>"),
            SAME_AS(">&");

            private final String sign;

            Way(String sign) {
                this.sign = sign;
            }
        }
    }

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");

    public ShellLine {
        pipelines = List.copyOf(pipelines);
    }

    /** Reads a command line; never throws. */
    public static ShellReading read(String text) {
        return new Tokenizer(text).read();
    }

    /** Words that are arguments already, as a line that reads as just them: each quoted, whatever it holds. */
    public static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    public List<Simple> commands() {
        return pipelines.stream()
                .flatMap(pipeline -> pipeline.commands().stream())
                .toList();
    }

    /** The line again from what was understood, each argument quoted where it must be, nothing invisible. */
    public String shown() {
        var out = new StringBuilder();
        for (var pipeline : pipelines) {
            if (!out.isEmpty()) {
                if (pipeline.when != Connector.ALWAYS) out.append(' ');
                out.append(pipeline.when.sign).append(' ');
            }
            out.append(String.join(
                    " | ", pipeline.commands.stream().map(ShellLine::shown).toList()));
        }
        return out.toString();
    }

    private static String shown(Simple command) {
        List<String> words = new ArrayList<>();
        for (String each : command.environment) {
            int sign = each.indexOf('=') + 1;
            words.add(each.substring(0, sign) + (sign == each.length() ? "" : quoted(each.substring(sign))));
        }
        for (String each : command.arguments) words.add(quoted(each));
        for (var each : command.redirections) words.add(each.descriptor() + each.way().sign + quoted(each.target()));
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches()
                ? word
                : "'" + Untrusted.visible(word).replace("'", "'\\''") + "'";
    }

    /**
     * The line as a shell is to run it: every word quoted, so that it expands and looks up nothing but what was understood.
     *
     * @param before what stands before each program, as shell words; never before {@code cd}, which moves what follows
     */
    public String spelled(Function<Simple, String> before) {
        var out = new StringBuilder();
        for (var pipeline : pipelines) {
            if (!out.isEmpty()) out.append(' ').append(pipeline.when.sign).append(' ');
            out.append(pipeline.commands.stream()
                    .map(command -> spelled(command, before))
                    .collect(Collectors.joining(" | ")));
        }
        return out.toString();
    }

    private static String spelled(Simple command, Function<Simple, String> before) {
        List<String> words = new ArrayList<>();
        String first = command.name().equals("cd") ? "" : before.apply(command);
        if (!first.isEmpty()) words.add(first);
        for (String each : command.environment) {
            int sign = each.indexOf('=') + 1;
            words.add(each.substring(0, sign) + quoted(List.of(each.substring(sign))));
        }
        words.add(quoted(command.arguments));
        for (var each : command.redirections) words.add(spelled(each));
        return String.join(" ", words);
    }

    private static String spelled(Redirection each) {
        boolean number = each.way() == Redirection.Way.SAME_AS;
        return each.descriptor() + each.way().sign + (number ? each.target() : quoted(List.of(each.target())));
    }

    /** The parsed form: what would be run, argument by argument. */
    public JsonArray json() {
        List<JsonValue> parts = new ArrayList<>();
        for (var pipeline : pipelines) {
            parts.add(JsonObject.with("when", pipeline.when.name().toLowerCase(Locale.ROOT))
                    .and(
                            "commands",
                            new JsonArray(pipeline.commands.stream()
                                    .<JsonValue>map(ShellLine::json)
                                    .toList()))
                    .build());
        }
        return new JsonArray(parts);
    }

    private static JsonObject json(Simple command) {
        return JsonObject.with("environment", JsonArray.ofStrings(command.environment))
                .and("arguments", JsonArray.ofStrings(command.arguments))
                .and(
                        "redirections",
                        JsonArray.ofStrings(command.redirections.stream()
                                .map(each -> each.descriptor() + each.way().sign + each.target())
                                .toList()))
                .build();
    }

    /** Binds an approval to both forms: the text that was sent and the arguments that were shown. */
    public Digest digest() {
        return Digest.of(JsonObject.with("text", text).and("parsed", json()).build());
    }
}
