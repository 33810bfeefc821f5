package dev.bailiwick.core.detection;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonObject;

/**
 * Where a rule matched.
 *
 * @param rule the rule's id, such as {@code override.earlier}
 * @param text what stands there and a little around it; at most {@value #LONGEST} characters
 */
public record Excerpt(String rule, Untrusted text) {
    static final int LONGEST = 200;

    public JsonObject json() {
        return JsonObject.with("rule", rule).and("text", text.visible()).build();
    }
}
