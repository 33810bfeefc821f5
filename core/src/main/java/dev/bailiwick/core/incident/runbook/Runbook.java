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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be done in a case: a CACAO 2.0 playbook whose every step leads somewhere and whose keys are its own. */
public final class Runbook {
    /** Our properties on a step (CACAO 2.0, section 8). */
    public static final String EXTENSION = "extension-definition--f768064f-9585-47ad-a39e-ed24c2c063fe";

    /** The data file shipped beside this class. */
    public static final String SHIPPED = "compromised-agent.json";

    /** What the way back and the closing of a case ask for by name. */
    private static final List<String> ASKED_FOR =
            List.of("cause", "review-access", "review-scope", "review-controls", "review-changes");

    private static final List<String> PROVED_BY_ENTRIES = List.of("evidence-sealed", "investigated");

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
        Ways.check(runbook.nodes, runbook.start);
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

    /** Whoever writes their own runbook cannot leave out what closes, what finds out, and what is learnt. */
    private void refuseGaps() {
        var always = walk(start).stream()
                .filter(Action.class::isInstance)
                .map(Action.class::cast)
                .toList();
        var proved = always.stream()
                .filter(action -> action.terms().mandatory())
                .flatMap(action -> action.proof().stream())
                .collect(Collectors.toSet());
        for (var step : NEVER_LEFT_OUT)
            if (!proved.contains(new Action.Proof.OfStep(step)))
                throw new JsonException("no mandatory step is proved by step:" + Fields.spelling(step), "/workflow");
        for (String entry : PROVED_BY_ENTRIES)
            if (always.stream().noneMatch(each -> each.proof().equals(Optional.of(new Action.Proof.OfEntry(entry)))))
                throw new JsonException("no step outside the branches is proved by entry:" + entry, "/workflow");
        for (String key : ASKED_FOR)
            if (always.stream().noneMatch(each -> each.key().equals(key) && asks(each)))
                throw new JsonException(
                        "no step outside the branches asks \"" + key + "\", mandatory or a question", "/workflow");
    }

    /** Whether nobody passes it by: it is mandatory, or a question, which is never skipped. */
    private static boolean asks(Action action) {
        return action.proof().isEmpty()
                && (action.terms().mandatory() || !action.choices().all().isEmpty());
    }

    /** From one step on to the end of its branch; choices stand for all of theirs. */
    List<Node> walk(String first) {
        var way = new LinkedHashMap<String, Node>();
        for (String id = first; !id.isEmpty(); ) {
            var node = Objects.requireNonNull(nodes.get(id), id);
            way.put(id, node);
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
