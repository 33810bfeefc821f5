package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How they got in, as far as the log shows it, and which way leads out. One cause with evidence is the cause; several, or
 * none, are inconclusive, and then every path is taken; so is one of which the log has not all.
 */
public record RootCause(Cause cause, Map<Cause, List<Sighting>> evidence) {
    /** The answers of the runbook's question, in its own spelling. */
    public enum Cause {
        INJECTION(
                "remove the source and what it left in memory and instructions; reissue everything",
                "What was read must not command: hold back what follows from it, and screen that source.",
                "purge"),
        SYSTEM(
                "treat the host as lost: rebuild it; reissue everything",
                "What changed past the gate must not be able to: harden the host, and close that way.",
                "host",
                "rebuild",
                "restore"),
        CREDENTIAL(
                "close the leak, read each service's own log; reissue everything",
                "What was used elsewhere must be worth nothing there: shorter leases, handles instead of keys.",
                "leak"),
        INCONCLUSIVE(
                "the strictest path: all three of the others, and a rebuild",
                "Nobody can tell what would have helped before the missing evidence is collected: begin there.",
                "strictest",
                "rebuild",
                "restore");

        private final String path;
        private final String prevention;

        @SuppressWarnings("ImmutableEnumChecker") // nobody can change what Stream.toList gives
        private final List<String> steps;

        Cause(String path, String prevention, String... steps) {
            this.path = path;
            this.prevention = prevention;
            this.steps = Stream.concat(Stream.of(steps), Stream.of("reissue")).toList();
        }

        /** What would have prevented or limited it, as a beginning. */
        String prevention() {
            return prevention;
        }

        /** The way out, as the runbook's steps, by their keys; where it is severe, it has more. */
        public List<String> steps() {
            return steps;
        }

        public String path() {
            return path;
        }
    }

    public RootCause {
        var copy = new EnumMap<Cause, List<Sighting>>(Cause.class);
        evidence.forEach((each, sightings) -> copy.put(each, List.copyOf(sightings)));
        evidence = Map.copyOf(copy);
    }

    static RootCause of(Map<Cause, List<Sighting>> evidence, boolean gapless) {
        var shown = evidence.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return new RootCause(gapless && shown.size() == 1 ? shown.getFirst() : Cause.INCONCLUSIVE, evidence);
    }

    public JsonObject json() {
        var out = JsonObject.with("cause", Fields.spelling(cause))
                .and("path", cause.path())
                .and("steps", JsonArray.ofStrings(cause.steps()));
        for (var each : Cause.values()) {
            var sightings = evidence.getOrDefault(each, List.of());
            if (each == Cause.INCONCLUSIVE) continue;
            out.and(
                    Fields.spelling(each),
                    new JsonArray(
                            sightings.stream().<JsonValue>map(Sighting::json).toList()));
        }
        return out.build();
    }
}
