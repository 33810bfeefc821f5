package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.guide.Use;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an approved integration lets its agent do.
 *
 * @param system the guide's name, or what people call a system without one
 * @param operations the catalogue's ids, and names of tools the catalogue does not have
 * @param data what may go there
 * @param until from then on it is nothing any more
 * @param suspended whether it opens nothing until somebody keeps it
 * @param definitions what its tools said of themselves when they were approved, as far as that is known
 */
public record Grant(
        IntegrationId id,
        AgentId agent,
        String system,
        Set<String> operations,
        Set<DataClass> data,
        Instant until,
        boolean suspended,
        Map<String, Digest> definitions) {
    public Grant {
        operations = Set.copyOf(operations);
        data = Set.copyOf(data);
        definitions = Map.copyOf(definitions);
    }

    public Grant(
            IntegrationId id,
            AgentId agent,
            String system,
            Set<String> operations,
            Set<DataClass> data,
            Instant until) {
        this(id, agent, system, operations, data, until, false, Map.of());
    }

    public Grant suspended(boolean now) {
        return new Grant(id, agent, system, operations, data, until, now, definitions);
    }

    Grant describing(Map<String, Digest> tools) {
        return new Grant(id, agent, system, operations, data, until, suspended, tools);
    }

    /** Whether the tool says of itself what it said when it was approved. One that is known and tells nothing now does not. */
    public boolean knows(Use use) {
        var called = use.called();
        var approved = called.flatMap(tool -> Optional.ofNullable(definitions.get(tool.tool())));
        return approved.isEmpty() || called.orElseThrow().definition().equals(approved);
    }

    /** Whether the call is one of those that were approved. */
    public boolean covers(Use use) {
        return operations.contains(use.name()) && (use.tool() || concerns(use));
    }

    /** Whether the call goes to this system, approved or not. */
    public boolean concerns(Use use) {
        return use.systems().contains(system);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("agent", agent.value())
                .and("system", system)
                .and(
                        "operations",
                        JsonArray.ofStrings(operations.stream().sorted().toList()))
                .and(
                        "data",
                        JsonArray.ofStrings(
                                data.stream().sorted().map(Fields::spelling).toList()))
                .and("until", until.toString())
                .and("suspended", suspended ? Optional.of(new JsonBoolean(true)) : Optional.empty())
                .and("definitions", definitions.isEmpty() ? Optional.empty() : Optional.of(described()))
                .build();
    }

    private JsonObject described() {
        var tools = JsonObject.builder();
        new TreeMap<>(definitions).forEach((tool, digest) -> tools.and(tool, digest.hex()));
        return tools.build();
    }

    private static Map<String, Digest> described(JsonObject tools) {
        return tools.members().keySet().stream()
                .collect(Collectors.toMap(
                        tool -> tool, tool -> new Digest(tools.string(tool).orElseThrow())));
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no grant */
    public static Grant of(Fields fields) {
        var grant = new Grant(
                fields.parsed("id", IntegrationId::new),
                fields.parsed("agent", AgentId::new),
                fields.text("system"),
                Set.copyOf(fields.texts("operations")),
                Set.copyOf(fields.eachOneOf("data", DataClass.class)),
                fields.parsed("until", Instant::parse),
                fields.optionalFlag("suspended").orElse(false),
                fields.optionalObject("definitions").map(Grant::described).orElse(Map.of()));
        fields.end();
        return grant;
    }
}
