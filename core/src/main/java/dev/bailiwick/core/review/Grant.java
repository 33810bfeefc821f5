package dev.bailiwick.core.review;

import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something an agent may, beside what it did with it.
 *
 * @param name {@code agent/desk} for the agent's own place, {@code credential/crm} for a credential it may use
 * @param granted what it may, in words; of an integration its system, a colon and its operations
 * @param used how often, since the last campaign
 * @param last when last
 * @param since from when on it is granted, where that is known
 * @param unused the operations of an integration that nobody used since the last campaign
 * @param apart who cannot review it: who runs the agent, who asked for it
 */
public record Grant(
        String name,
        AgentId agent,
        String granted,
        long used,
        Optional<Instant> last,
        Optional<Instant> since,
        List<String> unused,
        Set<PersonId> apart) {
    public Grant {
        unused = List.copyOf(unused);
        apart = Set.copyOf(apart);
    }

    public Grant(
            String name,
            AgentId agent,
            String granted,
            long used,
            Optional<Instant> last,
            Optional<Instant> since,
            Set<PersonId> apart) {
        this(name, agent, granted, used, last, since, List.of(), apart);
    }

    /** An integration, of which nobody knows yet what was used. */
    public static Grant of(Integration integration, Set<PersonId> apart) {
        var ask = integration.ask();
        var operations = ask.operations().stream().sorted().toList();
        return new Grant(
                INTEGRATION + integration.id(),
                ask.agent(),
                ask.system() + ": " + String.join(", ", operations),
                0,
                Optional.empty(),
                Optional.of(integration.requested()),
                operations,
                apart);
    }

    private static final String INTEGRATION = "integration/";

    public static String agent(AgentId agent) {
        return "agent/" + agent;
    }

    public static String credential(String key) {
        return "credential/" + key;
    }

    /** The key's name, when it is a credential. */
    public Optional<String> key() {
        return name.startsWith("credential/") ? Optional.of(name.substring(11)) : Optional.empty();
    }

    /** The integration, when it is one. */
    public Optional<IntegrationId> integration() {
        return name.startsWith(INTEGRATION)
                ? Optional.of(new IntegrationId(name.substring(INTEGRATION.length())))
                : Optional.empty();
    }

    /** Whether it is the agent's own place. */
    public boolean place() {
        return name.startsWith("agent/");
    }

    /** An integration's operations. */
    public List<String> operations() {
        int colon = granted.indexOf(": ");
        return integration().isEmpty() || colon < 0
                ? List.of()
                : List.of(granted.substring(colon + 2).split(", "));
    }

    /** The system of an integration. */
    public String system() {
        return granted.substring(0, Math.max(0, granted.indexOf(": ")));
    }

    /** The same without the operations that were used. */
    public Grant without(Set<String> usedOperations) {
        var left =
                unused.stream().filter(each -> !usedOperations.contains(each)).toList();
        return new Grant(name, agent, granted, used, last, since, left, apart);
    }

    /** The same with what was done with it. */
    public Grant used(long times, Optional<Instant> at) {
        return new Grant(name, agent, granted, times, at, since, unused, apart);
    }

    public JsonObject json() {
        return JsonObject.with("grant", name)
                .and("agent", agent.value())
                .and("granted", granted)
                .and("used", used)
                .and("last", last.map(at -> new JsonString(at.toString())))
                .and("since", since.map(at -> new JsonString(at.toString())))
                .and("unused", JsonArray.ofStrings(unused))
                .and(
                        "apart",
                        JsonArray.ofStrings(
                                apart.stream().map(PersonId::value).sorted().toList()))
                .build();
    }

    static Grant of(Fields fields) {
        var grant = new Grant(
                fields.text("grant"),
                fields.parsed("agent", AgentId::new),
                fields.text("granted"),
                fields.number("used"),
                fields.optionallyParsed("last", Instant::parse),
                fields.optionallyParsed("since", Instant::parse),
                fields.texts("unused"),
                Set.copyOf(fields.eachParsed("apart", PersonId::new)));
        fields.end();
        return grant;
    }
}
