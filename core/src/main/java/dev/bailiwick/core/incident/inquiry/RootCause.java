package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How they got in, as far as the log shows it, and which way leads out. One cause with evidence is the cause; several, or
 * none, are inconclusive, and then every path is taken; so is one of which the log has not all.
 */
public record RootCause(Cause cause, Map<Cause, List<Sighting>> evidence) {
    /** The answers of the runbook's question, in its own spelling. */
    public enum Cause {
        INJECTION("remove the source and what it left in memory and instructions; reissue everything"),
        SYSTEM("treat the host as lost: rebuild it; reissue everything"),
        CREDENTIAL("close the leak, read each service's own log; reissue everything"),
        INCONCLUSIVE("the strictest path: all three of the others, and a rebuild");

        private final String path;

        Cause(String path) {
            this.path = path;
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
        var out = JsonObject.with("cause", Fields.spelling(cause)).and("path", cause.path());
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
