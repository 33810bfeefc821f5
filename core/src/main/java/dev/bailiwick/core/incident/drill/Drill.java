package dev.bailiwick.core.incident.drill;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a practised bad day came to. */
public record Drill(String scenario, AgentId agent, CaseId id, Instant began, List<Mark> marks) {
    public Drill {
        marks = List.copyOf(marks);
    }

    /**
     * One thing that had to happen.
     *
     * @param took from the command to contain on, or of the one decision
     * @param limit how long it may take
     */
    public record Mark(String what, boolean passed, Duration took, Optional<Duration> limit, String note) {
        /** Something that happened, or did not, and passed only when it did so in time. */
        public static Mark within(Duration limit, String what, boolean happened, Duration took, String note) {
            return new Mark(what, happened && took.compareTo(limit) <= 0, took, Optional.of(limit), note);
        }

        private JsonObject json() {
            return JsonObject.with("what", what)
                    .and("result", passed ? "pass" : "FAIL")
                    .and("millis", took.toMillis())
                    .and("limitMillis", limit.map(each -> JsonNumber.of(each.toMillis())))
                    .and("note", note)
                    .build();
        }

        static Mark of(Fields fields) {
            return new Mark(
                    fields.text("what"),
                    fields.text("result").equals("pass"),
                    Duration.ofMillis(fields.number("millis")),
                    fields.optionalNumber("limitMillis").map(Duration::ofMillis),
                    fields.text("note"));
        }
    }

    public long passes() {
        return marks.stream().filter(Mark::passed).count();
    }

    public boolean passed() {
        return passes() == marks.size();
    }

    public JsonObject json() {
        return JsonObject.with("drill", scenario)
                .and("agent", agent.value())
                .and("case", id.value())
                .and("began", began.toString())
                .and("passed", passed())
                .and("score", passes() + " of " + marks.size())
                .and(
                        "marks",
                        new JsonArray(marks.stream().<JsonValue>map(Mark::json).toList()))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when it is none */
    public static Drill of(JsonObject json) {
        var fields = Fields.of(json);
        return new Drill(
                fields.text("drill"),
                fields.parsed("agent", AgentId::new),
                fields.parsed("case", CaseId::new),
                fields.parsed("began", Instant::parse),
                fields.list("marks").stream().map(Mark::of).toList());
    }
}
