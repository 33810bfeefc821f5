package dev.bailiwick.core.catalog;

import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.guide.Systems;
import dev.bailiwick.core.guide.Use;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SecretShape;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Turns a concrete call into an {@link Operation}. Immutable; built once from data files. */
public final class Catalog {
    /** The data files shipped as resources beside this class, and those of the commands beside theirs. */
    public static final List<String> FILES = Stream.concat(
                    Stream.of("paths.json", "openclaw.json", "openclaw-plugins.json", "business.json", "words.json"),
                    Commands.FILES.stream().map(name -> "/dev/bailiwick/core/command/" + name))
            .toList();

    private static final String FORMAT = "bailiwick-catalog-1";

    private final Digest version;
    private final Paths paths;
    private final Commands commands;
    private final Map<String, Definition> byTool;
    private final Lexicon lexicon;
    private final Inference inference;
    private final Systems systems;

    private Catalog(
            Digest version,
            Paths paths,
            Commands commands,
            Map<String, Definition> byTool,
            Lexicon lexicon,
            Systems systems) {
        this.version = version;
        this.systems = systems;
        this.paths = paths;
        this.commands = commands;
        this.lexicon = lexicon;
        this.inference = new Inference(lexicon);
        this.byTool = Map.copyOf(byTool);
    }

    /**
     * Reads the catalogue's data files; their form is told in docs/catalog.md.
     *
     * @throws dev.bailiwick.json.JsonException naming the file's member that is wrong
     * @throws IllegalArgumentException when two entries contradict each other
     */
    public static Catalog of(List<JsonObject> files) {
        var paths = Paths.NONE;
        var lexicon = Lexicon.NONE;
        Map<String, Definition> byTool = new HashMap<>();
        for (JsonObject file : files) {
            if (Commands.describedBy(file)) continue;
            var fields = Fields.of(file);
            fields.parsed("format", Catalog::known);
            fields.optionalText("about");
            if (fields.has("paths")) paths = paths.and(Paths.of(fields.fields("paths")));
            if (fields.has("words")) lexicon = Lexicon.of(fields.fields("words"));
            for (var each : fields.list("operations")) add(byTool, Definition.of(each));
            fields.end();
        }
        return new Catalog(
                Digest.of(new JsonArray(List.copyOf(files))),
                paths,
                Commands.of(files.stream().filter(Commands::describedBy).toList()),
                byTool,
                lexicon,
                Systems.NONE);
    }

    /** The same, knowing besides which systems operations belong to. */
    public Catalog knowing(Guides guides) {
        var known = Systems.of(guides);
        var both = Digest.of(version.hex() + known.version().hex());
        return new Catalog(both, paths, commands, byTool, lexicon, known);
    }

    private static String known(String format) {
        if (!format.equals(FORMAT)) throw new IllegalArgumentException("expected the format \"" + FORMAT + "\"");
        return format;
    }

    private static void add(Map<String, Definition> byTool, Definition definition) {
        if (definition.tools().isEmpty()) {
            throw new IllegalArgumentException("\"" + definition.id() + "\" names no tool");
        }
        for (String tool : definition.tools()) {
            if (byTool.put(tool, definition) != null) {
                throw new IllegalArgumentException("the tool \"" + tool + "\" stands in the catalogue twice");
            }
        }
    }

    /** The digest of everything the catalogue was read from. */
    public Digest version() {
        return version;
    }

    /** Every tool name it knows, and every {@code prefix.*}. */
    public List<String> tools() {
        return byTool.keySet().stream().sorted().toList();
    }

    /** The least tier of an operation, whatever its arguments; empty when the catalogue has no such id. */
    public Optional<Tier> floor(String id) {
        return byTool.values().stream()
                .filter(definition -> definition.id().equals(id))
                .map(definition -> definition.otherwise().tier())
                .max(Tier::compareTo);
    }

    /**
     * What this call means. Never fails: what it does not understand is {@link Operation#UNCLASSIFIED}, T4.
     *
     * @param vouched whether a person named this URL, or a result from its own host linked it; the one thing that lowers
     */
    public Operation classify(Call call, Predicate<Url> vouched, Agent agent, Network network) {
        return definition(call.tool())
                .map(known -> known.understand(call, new Surroundings(vouched, agent, network, paths, commands)))
                .orElseGet(() -> unclassified(call));
    }

    /** Which systems a call of this tool uses. */
    public Use use(String tool, Operation operation, Resource resource) {
        if (operation.known() != Operation.Known.CATALOGUED) return Use.ofTool(tool);
        return resource.kind() == Resource.Kind.WEB_ORIGIN
                ? systems.of(operation.id(), resource.id())
                : systems.of(operation.id());
    }

    /**
     * Whether this tool only carries another call that comes to the gate itself (tool search, an isolated code mode): it is
     * recorded but is no action of its own.
     */
    public boolean carriesOtherCalls(String tool) {
        return definition(tool).filter(Definition::carries).isPresent();
    }

    /** Whether a call of this tool is known by the digest of what it brings, and by nothing else. */
    public boolean pinsContent(String tool) {
        return definition(tool).filter(Definition::pins).isPresent();
    }

    /** The general words that tools are read with. */
    public Lexicon lexicon() {
        return lexicon;
    }

    /** Every value of the arguments with its role. */
    public List<Argument> arguments(JsonObject arguments) {
        return Argument.of(arguments, lexicon);
    }

    /** What this tool does, by its own words; empty where they allow no single reading. */
    public Optional<Sense> sense(Tool tool) {
        return tool.changed() ? Optional.empty() : inference.sense(tool);
    }

    /** {@link #sense(Tool)}, for an operation with an entry as its entry's verb says. */
    public Optional<Sense> sense(Tool tool, Operation operation) {
        var own = sense(tool);
        return operation.known() == Operation.Known.CATALOGUED ? inference.as(operation.verb(), tool, own) : own;
    }

    /**
     * What this call of a tool without entry means, from its own words and the concrete arguments. Empty where no single
     * reading is possible: then it stays {@link Operation#UNCLASSIFIED}.
     */
    public Optional<Inferred> infer(
            List<Argument> arguments, Tool tool, Predicate<Url> vouched, Agent agent, Network network) {
        var around = new Surroundings(vouched, agent, network, paths, commands);
        return sense(tool).flatMap(sense -> Inferred.of(sense, arguments, around));
    }

    /** Whether answers of such a tool are records that a service keeps, and no page or file that a stranger wrote whole. */
    public boolean keepsRecords(Sense sense) {
        return sense.deed() != Deed.FETCH && !sense.about("web");
    }

    /** Whether such a tool shows texts of others: then only its ids come from the service. */
    public boolean readsOthersTexts(Sense sense) {
        boolean whole = sense.deed() == Deed.READ && sense.single();
        if (whole && sense.objects().stream().anyMatch(word -> lexicon.lists("written-things", word))) return true;
        return sense.objects().stream()
                .filter(word -> sense.deed() != Deed.SEARCH || !lexicon.lists("searched-things", word))
                .anyMatch(word -> lexicon.lists("things-of-others", word));
    }

    /** Whether such a tool, called without arguments, shows the person's own account. */
    public boolean readsOwnRecord(Sense sense) {
        return sense.deed().onlyReads()
                && sense.objects().stream().anyMatch(word -> lexicon.lists("own-records", word));
    }

    /** By its name, else by the longest {@code prefix.*}. */
    private Optional<Definition> definition(String tool) {
        var exact = Optional.ofNullable(byTool.get(tool));
        int dot = tool.length();
        while (exact.isEmpty() && (dot = tool.lastIndexOf('.', dot - 1)) > 0) {
            exact = Optional.ofNullable(byTool.get(tool.substring(0, dot) + ".*"));
        }
        return exact;
    }

    private static Operation unclassified(Call call) {
        int server = call.tool().indexOf("__");
        return new Operation(
                Operation.UNCLASSIFIED,
                Operation.Known.UNCLASSIFIED,
                Operation.UNCLASSIFIED,
                Tier.T4,
                server > 0 ? call.tool().substring(0, server) : "",
                List.of("nobody has put this tool into a tier yet"),
                hazards(call));
    }

    /** What is refusable even in a call nobody understands: a URL that carries a secret. */
    private static List<String> hazards(Call call) {
        List<String> hazards = new ArrayList<>();
        for (String text : call.allTexts()) {
            if (text.contains("://")) {
                SecretShape.inUrl(text).ifPresent(secret -> hazards.add("an address carries " + secret));
            }
        }
        return hazards;
    }
}
