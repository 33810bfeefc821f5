package dev.bailiwick.core.incident.recovery;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** What must be true before an agent that was contained runs again. It opens when nothing is in the way, and not before. */
public record Gate(int generation, List<Check> checks) {
    public Gate {
        checks = List.copyOf(checks);
    }

    /** One condition, in the order in which a person meets it. */
    public enum Condition {
        CONTAINED("closed, killed, revoked"),
        DEAD("every credential of the old generation is proved dead"),
        REISSUED("everything is issued anew"),
        CAUSE("the cause is named"),
        REPAIRED("the way out is gone to its end"),
        POSTURE("the machine meets the baseline"),
        AGREED("Security and the agent's owner agree, two persons");

        private final String sentence;

        Condition(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /** @param obstacle what is in the way; empty when nothing is */
    public record Check(Condition condition, Optional<String> obstacle) {}

    /** Whether everything is met but what is named. */
    public boolean openBut(Condition left) {
        return checks.stream()
                .allMatch(check -> check.condition() == left || check.obstacle().isEmpty());
    }

    public boolean open() {
        return checks.stream().allMatch(check -> check.obstacle().isEmpty());
    }

    /** What is in the way, in one line. */
    public String obstacles() {
        return String.join(
                "; ",
                checks.stream().flatMap(check -> check.obstacle().stream()).toList());
    }

    public JsonObject json() {
        return JsonObject.with("generation", JsonNumber.of(generation))
                .and("open", open())
                .and(
                        "gate",
                        new JsonArray(checks.stream().<JsonValue>map(Gate::json).toList()))
                .build();
    }

    private static JsonObject json(Check check) {
        return JsonObject.with("condition", Fields.spelling(check.condition()))
                .and("met", check.obstacle().isEmpty())
                .and("asks", check.condition().sentence())
                .and("inTheWay", check.obstacle().orElse(""))
                .build();
    }
}
