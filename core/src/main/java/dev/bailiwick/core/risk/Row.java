package dev.bailiwick.core.risk;

import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.Comparator;
import java.util.List;

/** One vector as its controls stand at one moment. */
public record Row(Vector vector, List<Line> lines) {
    /** A control, and how it stands. */
    public record Line(Control control, Reading reading) {
        public JsonObject json() {
            return JsonObject.with("control", control.id())
                    .and("promise", reading.promise())
                    .and("standing", reading.standing().name())
                    .and("because", reading.because())
                    .build();
        }
    }

    /** What a risk is called: the bands of a five by five matrix. */
    public enum Level {
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL;

        static Level of(int risk) {
            if (risk <= 4) return LOW;
            if (risk <= 9) return MEDIUM;
            return risk <= 14 ? HIGH : CRITICAL;
        }
    }

    public Row {
        lines = List.copyOf(lines);
    }

    /** What is left of the risk, rounded up: each control that holds takes its share off. */
    public int residual() {
        int counting =
                weight(lines.stream().filter(line -> line.reading().counts()).toList());
        int holding =
                weight(lines.stream().filter(line -> line.reading().holds()).toList());
        if (counting == 0) return vector.inherent();
        int whole = 100 * counting;
        return Math.ceilDiv(vector.inherent() * (whole - vector.reduces() * holding), whole);
    }

    private static int weight(List<Line> some) {
        return some.stream().mapToInt(line -> line.control().weight()).sum();
    }

    public Level level() {
        return Level.of(residual());
    }

    /** Whether something that should stand against it does not, or nothing does. */
    public boolean red() {
        return lines.stream().anyMatch(line -> line.reading().open())
                || lines.stream().noneMatch(line -> line.reading().holds());
    }

    public long count(Standing standing) {
        return lines.stream()
                .filter(line -> line.reading().standing() == standing)
                .count();
    }

    /** What does not hold, the weightiest first. */
    public List<Line> open() {
        return lines.stream()
                .filter(line -> line.reading().open())
                .sorted(Comparator.comparingInt((Line line) -> -line.control().weight()))
                .toList();
    }

    public JsonObject json() {
        return JsonObject.with("vector", vector.id())
                .and("title", vector.title())
                .and("how", vector.how())
                .and("impact", vector.impact())
                .and("inherent", vector.inherent())
                .and("residual", residual())
                .and("level", Fields.spelling(level()))
                .and("red", red())
                .and("holding", count(Standing.PASS))
                .and("failing", count(Standing.FAIL))
                .and("unknown", count(Standing.UNKNOWN))
                .and(
                        "open",
                        JsonArray.ofStrings(
                                open().stream().map(line -> line.control().id()).toList()))
                .and("scenarios", JsonArray.ofStrings(vector.scenarios()))
                .and(
                        "controls",
                        new JsonArray(lines.stream().<JsonValue>map(Line::json).toList()))
                .build();
    }
}
