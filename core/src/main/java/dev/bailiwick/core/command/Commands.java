package dev.bailiwick.core.command;

import dev.bailiwick.core.command.ShellLine.Connector;
import dev.bailiwick.core.command.ShellLine.Pipeline;
import dev.bailiwick.core.command.ShellLine.Redirection;
import dev.bailiwick.core.command.ShellLine.Simple;
import dev.bailiwick.core.command.Touch.Kind;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what a command line would touch, from the tools' descriptions. Pure; never throws for any text. */
public final class Commands {
    /** The data files shipped as resources beside this class. */
    public static final List<String> FILES =
            List.of("places.json", "basic.json", "system.json", "project.json", "formats.json", "filters.json");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+.\\[-]+");

    /** Folders whose programs are the system's own. */
    private static final Set<String> PROGRAM_FOLDERS = Set.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    /** Variables that only choose how output looks, with values that name no file. */
    private static final Pattern HARMLESS_VARIABLE = Pattern.compile(
            "(?:LANG|LC_[A-Z]+|TERM|NO_COLOR)=[A-Za-z0-9_.@:-]*|TZ=[A-Z][A-Za-z0-9_+-]*(?:/[A-Z][A-Za-z0-9_+-]*)?");

    private static final Set<String> HARMLESS_TARGETS = Set.of("/dev/null", "/dev/stdout", "/dev/stderr");

    private final Toolbox toolbox;
    private final Places places;

    private Commands(Toolbox toolbox, Places places) {
        this.toolbox = toolbox;
        this.places = places;
    }

    /**
     * Reads the data files; their form is told in docs/commands.md.
     *
     * @throws dev.bailiwick.json.JsonException naming the file's member that is wrong
     * @throws IllegalArgumentException when two entries contradict each other
     */
    public static Commands of(List<JsonObject> files) {
        return new Commands(Toolbox.of(files), Places.of(files));
    }

    /** Whether a data file is one of these, by its format. */
    public static boolean describedBy(JsonObject file) {
        return file.string("format").filter(Toolbox.FORMAT::equals).isPresent();
    }

    public Places places() {
        return places;
    }

    /** The tools whose arguments are described. */
    public Set<String> specified() {
        return toolbox.specified();
    }

    /** Every tool of which at least the worst is known. */
    public Set<String> known() {
        return toolbox.names();
    }

    public Analysis analyse(String text) {
        return switch (ShellLine.read(text)) {
            case ShellLine line -> analyse(line);
            case ShellReading.Refused refused ->
                new Analysis(text, Optional.empty(), Optional.of(refused), List.of(), startsSpecified(text));
        };
    }

    /** Whether the first word of a text nobody can read names a described tool: for counting only. */
    private boolean startsSpecified(String text) {
        int end = text.indexOf(' ');
        return toolbox.find(end < 0 ? text : text.substring(0, end))
                .filter(tool -> tool.asks().isEmpty())
                .isPresent();
    }

    private Analysis analyse(ShellLine line) {
        List<Use> uses = new ArrayList<>();
        var folder = Folder.START;
        for (int i = 0; i < line.pipelines().size(); i++) {
            var pipeline = line.pipelines().get(i);
            if (moves(pipeline)) {
                var use = cd(pipeline.commands().getFirst(), folder, onlyAfterSuccess(line, i));
                uses.add(use);
                folder = folder.into(pipeline.commands().getFirst().arguments().getLast());
            } else {
                for (var command : pipeline.commands()) uses.add(use(command, folder));
            }
        }
        boolean specified = uses.stream().allMatch(Use::specified);
        return new Analysis(line.text(), Optional.of(line), Optional.empty(), uses, specified);
    }

    private static boolean moves(Pipeline pipeline) {
        return pipeline.commands().size() == 1
                && pipeline.commands().getFirst().name().equals("cd");
    }

    /** Whether everything behind this pipeline runs only if it succeeded: otherwise nobody knows in which folder. */
    private static boolean onlyAfterSuccess(ShellLine line, int i) {
        return line.pipelines().subList(0, i + 1).stream().allMatch(each -> each.when() != Connector.AFTER_FAILURE)
                && line.pipelines().subList(i + 1, line.pipelines().size()).stream()
                        .allMatch(each -> each.when() == Connector.AFTER_SUCCESS);
    }

    private static Use cd(Simple command, Folder folder, boolean safe) {
        var arguments = command.arguments();
        boolean plain = arguments.size() == 2
                && !arguments.get(1).startsWith("-")
                && command.environment().isEmpty()
                && command.redirections().isEmpty();
        var touch = plain && safe
                ? Touch.of(Kind.READ, folder.path(arguments.get(1)))
                : new Touch(Kind.UNKNOWN, "", "it is not plain in which folder the rest would run");
        return new Use("cd", List.of(), List.of(), true, List.of(touch), arguments);
    }

    private Use use(Simple command, Folder folder) {
        var program = program(command.name());
        var use = toolbox.find(program)
                .map(tool -> described(program, tool, command))
                .orElseGet(() -> unknown(program, command));
        List<Touch> touches = new ArrayList<>();
        for (String variable : command.environment()) touches.addAll(variable(variable));
        use.touches().forEach(touch -> touches.add(folder.moved(touch)));
        if (!folder.equals(Folder.START)
                && toolbox.find(program).filter(Tool::settled).isPresent()) {
            touches.add(new Touch(Kind.PROGRAM, folder.prefix(), "the folder's own settings may run programs"));
        }
        for (var redirection : command.redirections()) touches.addAll(redirection(redirection, folder));
        return new Use(program, use.verbs(), use.options(), use.specified(), touches, command.arguments());
    }

    /** The bare name; empty when the program lies elsewhere than where the system keeps its own. */
    private static String program(String name) {
        int slash = name.lastIndexOf('/');
        String bare = name.substring(slash + 1);
        boolean known = slash < 0 || PROGRAM_FOLDERS.contains(name.substring(0, slash));
        return known && NAME.matcher(bare).matches() ? bare : "";
    }

    private static Use unknown(String program, Simple command) {
        var touch = program.isEmpty()
                ? new Touch(Kind.PROGRAM, command.name(), "it runs a program that is none of the system's own")
                : new Touch(Kind.UNKNOWN, program, "nobody described this program");
        return new Use(program, List.of(), List.of(), false, List.of(touch), command.arguments());
    }

    private static Use described(String program, Tool tool, Simple command) {
        List<String> verbs = new ArrayList<>();
        List<String> options = new ArrayList<>();
        List<Touch> touches = new ArrayList<>();
        var current = tool;
        List<String> words = command.arguments().subList(1, command.arguments().size());
        while (true) {
            if (current.asks().isPresent()) {
                touches.add(Touch.of(current.asks().get(), ""));
                return new Use(program, verbs, options, false, touches, command.arguments());
            }
            var arguments = Arguments.of(current, words);
            options.addAll(arguments.options());
            touches.addAll(arguments.optionTouches());
            var verb = verb(current, arguments);
            if (verb.isEmpty()) {
                touches.addAll(arguments.operandTouches());
                boolean choice =
                        current.also().stream().allMatch(touch -> touch.kind().ordinary());
                return new Use(program, verbs, options, choice, touches, command.arguments());
            }
            var next = current.commands().get(verb.get());
            if (next == null) {
                touches.add(new Touch(Kind.UNKNOWN, verb.get(), "nobody described this subcommand"));
                return new Use(program, verbs, options, false, touches, command.arguments());
            }
            verbs.add(verb.get());
            var operands = arguments.operands();
            words = operands.isEmpty() ? operands : operands.subList(1, operands.size());
            current = next;
        }
    }

    /** The subcommand that is meant, when the tool has subcommands and one was given or is usual. */
    private static Optional<String> verb(Tool tool, Arguments arguments) {
        if (tool.commands().isEmpty()) return Optional.empty();
        if (!arguments.operands().isEmpty())
            return Optional.of(arguments.operands().getFirst());
        return tool.usual();
    }

    private static List<Touch> variable(String variable) {
        return HARMLESS_VARIABLE.matcher(variable).matches()
                ? List.of()
                : List.of(new Touch(Kind.UNKNOWN, variable, "it sets a variable that may change what runs"));
    }

    private static List<Touch> redirection(Redirection redirection, Folder folder) {
        return switch (redirection.way()) {
            case SAME_AS -> List.of();
            case FROM -> List.of(folder.moved(Touch.of(Kind.READ, redirection.target())));
            case TO, APPENDED ->
                HARMLESS_TARGETS.contains(redirection.target())
                        ? List.of()
                        : List.of(folder.moved(Touch.of(Kind.WRITE, redirection.target())));
        };
    }
}
