package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import java.util.Optional;

/** One piece of software an agent is made of, as it lies on its machine. */
public record Part(Kind kind, String name, Optional<Version> version) {
    /** What it is. */
    public enum Kind {
        RUNTIME,
        PLUGIN,
        SKILL
    }

    @Override
    public String toString() {
        return Fields.spelling(kind) + " " + Untrusted.visible(name)
                + version.map(each -> " " + each).orElse(" without a version");
    }
}
