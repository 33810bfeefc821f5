package dev.bailiwick.core.template;

import java.util.List;
import java.util.Optional;

/** Every template, by name. */
public record Templates(List<Template> all) {
    /** Those that ship. */
    public static final List<String> SHIPPED = List.of(
            "deployment-approval",
            "integration-request",
            "quarterly-review",
            "acceptable-use",
            "tier-policy",
            "rotation",
            "retention",
            "incident-response",
            "exception");

    public Templates {
        all = List.copyOf(all);
    }

    public Optional<Template> find(String name) {
        return all.stream().filter(template -> template.name().equals(name)).findFirst();
    }
}
