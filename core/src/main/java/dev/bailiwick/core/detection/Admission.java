package dev.bailiwick.core.detection;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * Whether a skill, a plugin or a tool description may be installed.
 *
 * @param digest of exactly the text that was read: another text is another admission
 * @param reasons what was found, strongest first
 */
public record Admission(Answer answer, Digest digest, List<Excerpt> reasons) {
    /** What to do with it. */
    public enum Answer {
        ALLOW,
        /** A person looks at the reasons first. */
        APPROVE,
        DENY
    }

    public Admission {
        reasons = List.copyOf(reasons);
    }

    public JsonObject json() {
        return JsonObject.with("decision", Fields.spelling(answer))
                .and("digest", digest.hex())
                .and(
                        "reasons",
                        new JsonArray(
                                List.copyOf(reasons.stream().map(Excerpt::json).toList())))
                .build();
    }
}
