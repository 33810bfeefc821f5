package dev.bailiwick.core.review;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something an agent may, beside what it did with it.
 *
 * @param name {@code agent/desk} for the agent's own place, {@code credential/crm} for a credential it may use
 * @param granted what it may, in words
 * @param used how often, since the last campaign
 * @param last when last
 * @param since from when on it is granted, where that is known
 * @param apart who cannot review it: who runs the agent, who asked for it
 */
public record Grant(
        String name,
        AgentId agent,
        String granted,
        long used,
        Optional<Instant> last,
        Optional<Instant> since,
        Set<PersonId> apart) {
    public Grant {
        apart = Set.copyOf(apart);
    }

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

    /** The same with what was done with it. */
    public Grant used(long times, Optional<Instant> at) {
        return new Grant(name, agent, granted, times, at, since, apart);
    }

    public JsonObject json() {
        return JsonObject.with("grant", name)
                .and("agent", agent.value())
                .and("granted", granted)
                .and("used", used)
                .and("last", last.map(at -> new JsonString(at.toString())))
                .and("since", since.map(at -> new JsonString(at.toString())))
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
                Set.copyOf(fields.eachParsed("apart", PersonId::new)));
        fields.end();
        return grant;
    }
}
