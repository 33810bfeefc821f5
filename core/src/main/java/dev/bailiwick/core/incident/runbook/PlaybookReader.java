package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** CACAO 2.0 as far as a runbook needs it; what it does not know it refuses. */
final class PlaybookReader {
    private static final Pattern VARIABLE = Pattern.compile("__([a-z]+)__:value");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z-]{1,30}");

    private final Fields workflow;
    private final JsonObject agents;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final JsonObject steps;

    private PlaybookReader(JsonObject document) {
        var fields = Fields.of(document);
        require("/type", fields.text("type"), "playbook");
        require("/spec_version", fields.text("spec_version"), "cacao-2.0");
        this.workflow = fields.fields("workflow");
        this.steps = fields.object("workflow");
        this.agents = fields.object("agent_definitions");
    }

    private static void require(String place, String found, String wanted) {
        if (!found.equals(wanted)) throw new JsonException("must be \"" + wanted + "\"", place);
    }

    static Map<String, Node> nodes(JsonObject document) {
        var reader = new PlaybookReader(document);
        reader.steps.members().keySet().forEach(id -> reader.nodes.put(id, reader.node(id)));
        reader.known(document.string("workflow_start").orElse(""), "/workflow_start");
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

    private void known(String id, String place) {
        if (!steps.has(id)) throw new JsonException("leads nowhere", place);
    }

    private Node condition(Fields step) {
        var branch = new Node.Branch(step.parsed("condition", Condition::parse), link(step, "on_true"));
        return new Node.Choice(
                List.of(branch), step.optionallyParsed("on_false", this::known), link(step, "on_completion"));
    }

    private Node choice(Fields step) {
        String variable = step.parsed("switch", PlaybookReader::variable);
        List<Node.Branch> branches = new ArrayList<>();
        var cases = step.fields("cases");
        for (String value : step.object("cases").members().keySet())
            if (!value.equals("default"))
                branches.add(new Node.Branch(Condition.of(variable, value), link(cases, value)));
        return new Node.Choice(branches, cases.optionallyParsed("default", this::known), link(step, "on_completion"));
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
                step.list("commands").getFirst().text("command"),
                who(step.text("agent")),
                ours.optionallyParsed("proof", PlaybookReader::proof),
                choices(ours),
                new Action.Terms(
                        ours.parsed("due", Duration::parse),
                        ours.texts("after"),
                        ours.optionalFlag("mandatory").orElse(false)));
    }

    private static String key(String text) {
        if (!KEY.matcher(text).matches()) throw new IllegalArgumentException("must be a word in small letters");
        return text;
    }

    /** A group is one of the functions; everything else is Bailiwick. */
    private Optional<Function> who(String agent) {
        var found = agents.object(agent).orElse(JsonObject.EMPTY);
        if (!found.get("type").equals(Optional.of(new JsonString("group")))) return Optional.empty();
        return Optional.of(Fields.of(found).oneOf("name", Function.class));
    }

    private static Action.Choices choices(Fields ours) {
        return new Action.Choices(ours.texts("choices"), ours.optionalText("otherwise"));
    }

    private static Action.Proof proof(String text) {
        String name = text.substring(text.indexOf(':') + 1);
        if (text.startsWith("entry:")) return new Action.Proof.OfEntry(name);
        if (text.startsWith("step:"))
            return new Action.Proof.OfStep(
                    Step.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
        throw new IllegalArgumentException("must be step:NAME or entry:WHAT");
    }
}
