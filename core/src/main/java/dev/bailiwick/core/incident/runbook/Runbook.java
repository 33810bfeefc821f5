package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.core.incident.Step;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be done in a case: a CACAO 2.0 playbook whose every step leads somewhere and whose keys are its own. */
public final class Runbook {
    /** Our properties on a step (CACAO 2.0, section 8). */
    public static final String EXTENSION = "extension-definition--f768064f-9585-47ad-a39e-ed24c2c063fe";

    /** The data file shipped beside this class. */
    public static final String SHIPPED = "compromised-agent.json";

    private static final Set<Step> NEVER_LEFT_OUT = EnumSet.of(Step.CLOSE, Step.KILL, Step.REVOKE);

    private final JsonObject document;
    private final String start;
    private final Map<String, Node> nodes;

    private Runbook(JsonObject document, String start, Map<String, Node> nodes) {
        this.document = document;
        this.start = start;
        this.nodes = nodes;
    }

    /** @throws JsonException when it is no playbook that can be followed here, with the reason */
    public static Runbook of(JsonObject document) {
        var runbook =
                new Runbook(document, document.string("workflow_start").orElse(""), PlaybookReader.nodes(document));
        var keys = runbook.actions().map(Action::key).toList();
        if (Set.copyOf(keys).size() < keys.size()) throw new JsonException("two steps have one key", "/workflow");
        runbook.actions()
                .forEach(action -> action.terms().after().stream()
                        .filter(each -> !keys.contains(each))
                        .forEach(each -> {
                            throw new JsonException("no step has the key \"" + each + "\"", "/workflow/" + action.id());
                        }));
        runbook.refuseGaps();
        return runbook;
    }

    /** Whoever writes their own runbook cannot leave out what closes. */
    private void refuseGaps() {
        var proved = walk(start).stream()
                .filter(Action.class::isInstance)
                .map(Action.class::cast)
                .filter(action -> action.terms().mandatory())
                .flatMap(action -> action.proof().stream())
                .collect(Collectors.toSet());
        for (var step : NEVER_LEFT_OUT)
            if (!proved.contains(new Action.Proof.OfStep(step)))
                throw new JsonException("no mandatory step is proved by step:" + Fields.spelling(step), "/workflow");
    }

    /** From one step on to the end of its branch; choices stand for all of theirs. */
    List<Node> walk(String first) {
        var way = new LinkedHashMap<String, Node>();
        for (String id = first; !id.isEmpty(); ) {
            var node = Objects.requireNonNull(nodes.get(id), id);
            if (way.put(id, node) != null) throw new JsonException("it goes in a circle", "/workflow/" + id);
            id = switch (node) {
                case Node.Begin(var next) -> next;
                case Action action -> action.next();
                case Node.Choice choice -> choice.next();
                case Node.End _ -> "";
            };
        }
        return List.copyOf(way.values());
    }

    String start() {
        return start;
    }

    Stream<Action> actions() {
        return nodes.values().stream().filter(Action.class::isInstance).map(Action.class::cast);
    }

    public JsonObject json() {
        return document;
    }
}
