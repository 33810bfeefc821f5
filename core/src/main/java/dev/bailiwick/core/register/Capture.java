package dev.bailiwick.core.register;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How much the log keeps of what agents read and were told, as {@code bailiwick.yaml} states it. What they tried, and what
 * decided it, is always kept: a decision must be replayable.
 *
 * @param rules the first that speaks of an agent and of what a content shows counts; without one an excerpt is kept
 */
public record Capture(List<Rule> rules) {
    public static final Capture DEFAULT = new Capture(List.of());

    /** How much of a content. */
    public enum Level {
        /** Its beginning, secrets taken out, and its digest. */
        EXCERPT,
        /** Its digest alone: the floor. */
        DIGEST
    }

    /** Somebody wants the log to keep less than it may: no misspelling, but refused. */
    public static final class BelowFloor extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private BelowFloor() {
            super("capture: \"none\" is below the floor: the log keeps no less than a digest");
        }
    }

    /**
     * @param agents all when empty
     * @param data contents that show any of these; all contents when empty
     */
    public record Rule(Set<String> agents, Set<DataClass> data, Level content) {
        public Rule {
            agents = Set.copyOf(agents);
            data = Set.copyOf(data);
        }

        private static Rule of(Fields fields) {
            var rule = new Rule(
                    Set.copyOf(fields.texts("agents")),
                    Set.copyOf(fields.eachParsed("data", Capture::recognized)),
                    fields.parsed("content", Capture::level));
            fields.end();
            return rule;
        }

        private JsonObject json() {
            return JsonObject.with(
                            "agents",
                            JsonArray.ofStrings(agents.stream().sorted().toList()))
                    .and("data", data.isEmpty() ? Optional.empty() : Optional.of(spelled(data)))
                    .and("content", Fields.spelling(content))
                    .build();
        }
    }

    public Capture {
        rules = List.copyOf(rules);
    }

    /** Classes as the log's entries name them. */
    public static JsonArray spelled(Set<DataClass> classes) {
        return JsonArray.ofStrings(
                classes.stream().sorted().map(Fields::spelling).toList());
    }

    private static DataClass recognized(String text) {
        return switch (text) {
            case "personal" -> DataClass.PERSONAL;
            case "card" -> DataClass.CARD;
            case "secret" -> DataClass.SECRET;
            default ->
                throw new IllegalArgumentException("expected personal, card or secret: no other shows in a text");
        };
    }

    private static Level level(String text) {
        return switch (text) {
            case "excerpt" -> Level.EXCERPT;
            case "digest" -> Level.DIGEST;
            case "none" -> throw new BelowFloor();
            default -> throw new IllegalArgumentException("expected excerpt or digest");
        };
    }

    static Capture of(List<Fields> list) {
        List<Rule> rules = new ArrayList<>();
        for (var fields : list) rules.add(Rule.of(fields));
        return new Capture(rules);
    }

    /** @param shown what the content shows */
    public Level of(AgentId agent, Set<DataClass> shown) {
        return rules.stream()
                .filter(rule -> rule.agents().isEmpty() || rule.agents().contains(agent.value()))
                .filter(rule -> rule.data().isEmpty() || rule.data().stream().anyMatch(shown::contains))
                .map(Rule::content)
                .findFirst()
                .orElse(Level.EXCERPT);
    }

    JsonArray json() {
        return new JsonArray(rules.stream().<JsonValue>map(Rule::json).toList());
    }
}
