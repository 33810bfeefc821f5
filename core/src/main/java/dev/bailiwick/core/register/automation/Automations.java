package dev.bailiwick.core.register.automation;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that is registered to run by itself. */
public record Automations(Map<AgentId, List<Attested>> byAgent) {
    public static final Automations NONE = new Automations(Map.of());

    public Automations {
        byAgent = Map.copyOf(byAgent);
    }

    public static Automations of(Collection<Attested> all) {
        return new Automations(all.stream()
                .collect(Collectors.groupingBy(each -> each.automation().agent())));
    }

    public List<Attested> of(AgentId agent) {
        return byAgent.getOrDefault(agent, List.of());
    }

    /** The one behind this job of the agent. */
    public Optional<Attested> behind(AgentId agent, String job) {
        return of(agent).stream()
                .filter(each -> each.automation().job().equals(job))
                .findFirst();
    }

    public List<Attested> all() {
        return byAgent.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(each -> each.automation().id().value()))
                .toList();
    }

    public JsonArray json() {
        return new JsonArray(all().stream().<JsonValue>map(Attested::json).toList());
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are none of it */
    public static Automations read(List<Fields> list) {
        return of(list.stream().map(Attested::of).toList());
    }
}
