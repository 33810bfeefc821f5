package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.guide.Use;
import dev.bailiwick.core.register.Register;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Everything that is granted, lapsed grants too: a decision compares the instant itself.
 *
 * @param register whether what is not here is refused
 */
public record Grants(Register register, Map<AgentId, List<Grant>> byAgent) {
    public static final Grants NONE = new Grants(Register.RECORDED, Map.of());

    private static final Comparator<Grant> LONGEST =
            Comparator.comparing(Grant::until).thenComparing(grant -> grant.id().value());

    public Grants {
        byAgent = Map.copyOf(byAgent);
    }

    public static Grants of(Register register, Collection<Grant> all) {
        return new Grants(register, all.stream().collect(Collectors.groupingBy(Grant::agent)));
    }

    public boolean required() {
        return register == Register.REQUIRED;
    }

    /** The grant that decides about this call: the longest that covers it, else one for its system that does not. */
    public Optional<Grant> about(AgentId agent, Use use) {
        return longest(agent, grant -> grant.covers(use) && grant.knows(use))
                .or(() -> longest(agent, grant -> grant.covers(use)))
                .or(() -> use.tool() ? Optional.empty() : longest(agent, grant -> grant.concerns(use)));
    }

    /** The grant that this call would make more of: by a tool its server did not have, or one that says other things of itself. */
    public Optional<Grant> grown(AgentId agent, Use use) {
        if (!use.foreign()) return Optional.empty();
        var covering = longest(agent, grant -> grant.covers(use));
        if (covering.isPresent()) return about(agent, use).filter(grant -> !grant.knows(use));
        return use.tool() ? longest(agent, grant -> grant.concerns(use)) : Optional.empty();
    }

    private Optional<Grant> longest(AgentId agent, Predicate<Grant> wanted) {
        return of(agent).stream().filter(wanted).max(LONGEST);
    }

    public List<Grant> of(AgentId agent) {
        return byAgent.getOrDefault(agent, List.of());
    }

    public List<Grant> all() {
        return byAgent.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(grant -> grant.id().value()))
                .toList();
    }

    public JsonObject json() {
        return JsonObject.with("register", Fields.spelling(register))
                .and(
                        "grants",
                        new JsonArray(all().stream().<JsonValue>map(Grant::json).toList()))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are none of it */
    public static Grants of(Fields fields) {
        var register = fields.oneOf("register", Register.class);
        var grants = of(register, fields.list("grants").stream().map(Grant::of).toList());
        fields.end();
        return grants;
    }
}
