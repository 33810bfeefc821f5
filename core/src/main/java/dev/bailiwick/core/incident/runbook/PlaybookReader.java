package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CACAO 2.0 as far as a runbook needs it; what it does not know it refuses. */
final class PlaybookReader {
    private static final Pattern VARIABLE = Pattern.compile("__([a-z]+)__:value");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z-]{1,30}");

    private final Fields workflow;
    private final Fields agents;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final JsonObject steps;

    private PlaybookReader(JsonObject document) {
        CacaoForm.check(document);
        var fields = Fields.of(document);
        this.workflow = fields.fields("workflow");
        this.steps = fields.object("workflow");
        this.agents = fields.fields("agent_definitions");
    }

    static Map<String, Node> nodes(JsonObject document) {
        var reader = new PlaybookReader(document);
        reader.steps.members().keySet().forEach(id -> reader.nodes.put(id, reader.node(id)));
        return Map.copyOf(reader.nodes);
    }

    private Node node(String id) {
        var step = workflow.fields(id);
        return switch (step.text("type")) {
            case "start" -> new Node.Begin(link(step, "on_completion"));
            case "end" -> new Node.End(id);
            case "action" -> action(id, step);
            case "if-condition" -> condition(step);
            case "switch-condition" -> choice(step);
            case String other -> throw new JsonException("no runbook has a step \"" + other + "\"", "/workflow/" + id);
        };
    }

    private String link(Fields step, String name) {
        return step.parsed(name, this::known);
    }

    private String known(String id) {
        if (!steps.has(id)) throw new IllegalArgumentException("leads nowhere");
        return id;
    }

    private Node condition(Fields step) {
        var branch = new Node.Branch(step.parsed("condition", Condition::parse), link(step, "on_true"));
        return new Node.Choice(
                List.of(branch), step.optionallyParsed("on_false", this::known), link(step, "on_completion"));
    }

    /** Without a default an answer could have no way out. */
    private Node choice(Fields step) {
        String variable = step.parsed("switch", PlaybookReader::variable);
        List<Node.Branch> branches = new ArrayList<>();
        var cases = step.fields("cases");
        for (String value : step.object("cases").members().keySet())
            if (!value.equals("default"))
                branches.add(new Node.Branch(Condition.of(variable, value), link(cases, value)));
        return new Node.Choice(branches, Optional.of(link(cases, "default")), link(step, "on_completion"));
    }

    private static String variable(String text) {
        var match = VARIABLE.matcher(text);
        if (!match.matches()) throw new IllegalArgumentException("must be __x__:value");
        return match.group(1);
    }

    private Node action(String id, Fields step) {
        var ours = step.fields("step_extensions").fields(Runbook.EXTENSION);
        return new Action(
                id,
                link(step, "on_completion"),
                ours.parsed("key", PlaybookReader::key),
                step.text("name"),
                command(id, step),
                step.parsed("agent", this::who),
                ours.optionallyParsed("proof", PlaybookReader::proof),
                choices(id, ours),
                new Action.Terms(
                        ours.parsed("due", Duration::parse),
                        ours.texts("after"),
                        ours.optionalFlag("mandatory").orElse(false)));
    }

    private static String key(String text) {
        if (!KEY.matcher(text).matches()) throw new IllegalArgumentException("must be a word in small letters");
        return text;
    }

    private static String command(String id, Fields step) {
        return step.list("commands").stream()
                .findFirst()
                .orElseThrow(() -> new JsonException("says nothing that is to be done", "/workflow/" + id))
                .text("command");
    }

    /** A group is one of the functions; everything else that is defined is Bailiwick. */
    private Optional<Function> who(String id) {
        if (!agents.has(id)) throw new IllegalArgumentException("is not defined");
        var agent = agents.fields(id);
        if (!agent.text("type").equals("group")) return Optional.empty();
        return Optional.of(agent.oneOf("name", Function.class));
    }

    private static Action.Choices choices(String id, Fields ours) {
        try {
            return new Action.Choices(ours.texts("choices"), ours.optionalText("otherwise"));
        } catch (IllegalArgumentException e) {
            throw new JsonException(String.valueOf(e.getMessage()), "/workflow/" + id);
        }
    }

    private static Action.Proof proof(String text) {
        String name = text.substring(text.indexOf(':') + 1);
        if (text.startsWith("entry:")) return new Action.Proof.OfEntry(name);
        if (text.startsWith("step:")) return new Action.Proof.OfStep(step(name));
        throw new IllegalArgumentException("must be step:NAME or entry:WHAT");
    }

    private static Step step(String name) {
        return Stream.of(Step.values())
                .filter(step -> Fields.spelling(step).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no step of the containment"));
    }
}
