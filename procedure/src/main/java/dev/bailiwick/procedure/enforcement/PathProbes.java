package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/** Tries each path by which an agent's runtime can act, with something that must be refused. */
@FunctionalInterface
public interface PathProbes {
    /** What one probe showed. */
    enum Finding {
        /** The refusal came back, or the door was shut. */
        HELD,
        /** The action was carried out, or tried. */
        FAILED,
        /** The probe could not be driven, so nothing is proved. */
        NOT_DRIVEN
    }

    /**
     * One probe.
     *
     * @param path the path it belongs to
     * @param what what was tried
     * @param said the runtime's own words; untrusted
     */
    record Probe(String path, String what, Finding finding, String said) {
        public JsonObject json() {
            return JsonObject.with("path", path)
                    .and("probe", what)
                    .and("finding", Fields.spelling(finding))
                    .and("said", said)
                    .build();
        }
    }

    /** Empty where this agent has no runtime that could be tried. */
    List<Probe> of(AgentId agent);
}
