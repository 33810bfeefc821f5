package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * What the kernel has to enforce. Best effort means: tried, and said when it is not there.
 *
 * @param network a network of its own for each command of {@code run}, with the egress proxy as the only way out
 */
public record Requirements(Need seccomp, Need landlock, Need apparmor, Need network) {
    /** How much depends on it. */
    public enum Need {
        REQUIRED,
        BEST_EFFORT
    }

    static Requirements of(Fields fields) {
        var requirements = new Requirements(
                fields.oneOf("seccomp", Need.class),
                fields.oneOf("landlock", Need.class),
                fields.oneOf("apparmor", Need.class),
                fields.has("network") ? fields.oneOf("network", Need.class) : Need.BEST_EFFORT);
        fields.end();
        return requirements;
    }

    JsonObject json() {
        return JsonObject.with("seccomp", Fields.spelling(seccomp))
                .and("landlock", Fields.spelling(landlock))
                .and("apparmor", Fields.spelling(apparmor))
                .and("network", Fields.spelling(network))
                .build();
    }
}
