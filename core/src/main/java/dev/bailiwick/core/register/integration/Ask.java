package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.register.Owners;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What somebody asks for an agent: exactly this, and nothing that follows from it.
 *
 * @param system the guide's name, or what people call a system without one
 * @param permissions as the system names them
 * @param operations the catalogue's ids, and names of tools the catalogue does not have
 * @param data what may go there
 * @param safeguards the controls in place
 */
public record Ask(
        AgentId agent,
        String system,
        Set<String> permissions,
        Set<String> operations,
        Set<DataClass> data,
        Justification justification,
        Set<Safeguard> safeguards,
        Owners owners,
        Instant until) {
    public Ask {
        permissions = Set.copyOf(permissions);
        operations = Set.copyOf(operations);
        data = Set.copyOf(data);
        safeguards = Set.copyOf(safeguards);
    }

    /** With one operation more. */
    Ask with(String operation) {
        var more = new HashSet<>(operations);
        more.add(operation);
        return new Ask(agent, system, permissions, more, data, justification, safeguards, owners, until);
    }

    JsonObject json() {
        return JsonObject.with("agent", agent.value())
                .and("system", system)
                .and("permissions", texts(permissions))
                .and("operations", texts(operations))
                .and("data", spellings(data))
                .and("justification", justification.text())
                .and("safeguards", spellings(safeguards))
                .and("owners", owners.json())
                .and("until", until.toString())
                .build();
    }

    static Ask of(Fields fields) {
        var ask = new Ask(
                fields.parsed("agent", AgentId::new),
                fields.text("system"),
                Set.copyOf(fields.texts("permissions")),
                Set.copyOf(fields.texts("operations")),
                Set.copyOf(fields.eachOneOf("data", DataClass.class)),
                fields.parsed("justification", Justification::new),
                Set.copyOf(fields.eachOneOf("safeguards", Safeguard.class)),
                Owners.of(fields.fields("owners")),
                fields.parsed("until", Instant::parse));
        fields.end();
        return ask;
    }

    private static JsonArray texts(Collection<String> texts) {
        return JsonArray.ofStrings(texts.stream().sorted().toList());
    }

    private static JsonArray spellings(Collection<? extends Enum<?>> constants) {
        return JsonArray.ofStrings(
                constants.stream().map(Fields::spelling).sorted().toList());
    }
}
