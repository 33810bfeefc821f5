package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.json.JsonException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Walks every branch of a workflow once. Each step is on exactly one way, and a branch is taken for an answer that a step
 * before it can have; otherwise a case could stand still, or pass by what it should do.
 */
final class Ways {
    private final Map<String, Node> nodes;
    private final Set<String> walked = new HashSet<>();

    private Ways(Map<String, Node> nodes) {
        this.nodes = nodes;
    }

    /** @throws JsonException with the step that is in the way */
    static void check(Map<String, Node> nodes, String start) {
        if (!(nodes.get(start) instanceof Node.Begin))
            throw new JsonException("must be a step of the type start", "/workflow_start");
        var ways = new Ways(nodes);
        ways.walk(start, Map.of());
        nodes.keySet().stream()
                .filter(id -> !ways.walked.contains(id))
                .sorted()
                .findFirst()
                .ifPresent(id -> {
                    throw new JsonException("no way leads here", place(id));
                });
    }

    /** @param before the questions that are asked before, with their answers */
    private void walk(String first, Map<String, List<String>> before) {
        var asked = new HashMap<>(before);
        for (String id = first; !id.isEmpty(); id = next(id, asked)) {
            if (!walked.add(id)) throw new JsonException("two ways lead here, or it goes in a circle", place(id));
        }
    }

    private String next(String id, Map<String, List<String>> asked) {
        return switch (Objects.requireNonNull(nodes.get(id), id)) {
            case Node.Begin(var next) -> next;
            case Action action -> {
                asked.put(action.key(), action.choices().all());
                yield action.next();
            }
            case Node.Choice choice -> {
                branches(id, choice, asked);
                yield choice.next();
            }
            case Node.End _ -> "";
        };
    }

    private void branches(String id, Node.Choice choice, Map<String, List<String>> asked) {
        for (var branch : choice.branches()) {
            for (var equality : branch.condition().any()) answerable(id, equality, asked);
            walk(branch.first(), asked);
        }
        choice.otherwise().ifPresent(first -> walk(first, asked));
    }

    private static void answerable(String id, Condition.Equality equality, Map<String, List<String>> asked) {
        var answers = asked.get(equality.variable());
        if (answers == null)
            throw new JsonException("nothing before it asks \"" + equality.variable() + "\"", place(id));
        if (!answers.contains(equality.value()))
            throw new JsonException(
                    "\"" + equality.value() + "\" is no answer of \"" + equality.variable() + "\"", place(id));
    }

    private static String place(String id) {
        return "/workflow/" + id;
    }
}
