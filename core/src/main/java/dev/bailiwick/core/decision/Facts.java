package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a decision may know (the policy information point's answer): one immutable snapshot, swapped whole before a
 * change is answered.
 *
 * @param version digest of what the snapshot was made from, kept with each decision
 * @param contact whom to ask, shown with every denial
 * @param confirmed tools that IT has put into a tier, by digest
 * @param policies the version of the policies in force
 */
public record Facts(
        Digest version,
        Map<PersonId, Person> people,
        Map<AgentId, Agent> agents,
        Freezes freezes,
        Network network,
        Catalog catalog,
        Map<ToolDigest, Tier> confirmed,
        Rulebook policies,
        String contact) {
    public Facts {
        people = Map.copyOf(people);
        agents = Map.copyOf(agents);
        confirmed = Map.copyOf(confirmed);
    }

    /**
     * The snapshot of everything at one moment. Its version covers all but the freezes, which a decision names itself.
     *
     * @param ladder where agents stand; one that is not there stands on draft, one the organisation does not name is left out
     */
    public static Facts of(
            Organisation organisation,
            Collection<Agent> ladder,
            Freezes freezes,
            Catalog catalog,
            Map<ToolDigest, Tier> confirmed,
            Rulebook policies) {
        var agents = organisation.agents(ladder);
        var steps = agents.values().stream()
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .map(agent -> new JsonString(agent.id() + " " + Fields.spelling(agent.step()) + " " + agent.since()));
        var tools = confirmed.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .map(entry ->
                        new JsonString(entry.getKey() + " " + entry.getValue().number()));
        var version = JsonObject.with("organisation", organisation.json())
                .and("steps", new JsonArray(List.copyOf(steps.toList())))
                .and("catalog", catalog.version().hex())
                .and("confirmed", new JsonArray(List.copyOf(tools.toList())))
                .and("policies", policies.digest().hex())
                .build();
        return new Facts(
                Digest.of(version),
                organisation.people(),
                agents,
                freezes,
                organisation.network(),
                catalog,
                confirmed,
                policies,
                organisation.contact());
    }

    public Optional<Agent> agent(AgentId id) {
        return Optional.ofNullable(agents.get(id));
    }

    public Optional<Person> person(PersonId id) {
        return Optional.ofNullable(people.get(id));
    }

    /** The active person who writes to agents as this {@code channel:sender}. */
    public Optional<Person> sender(String sender) {
        return people.values().stream()
                .filter(person -> person.active() && person.senders().contains(sender))
                .findFirst();
    }

    public List<Person> holding(Function function) {
        return people.values().stream().filter(person -> person.holds(function)).toList();
    }

    public Facts confirming(Map<ToolDigest, Tier> tools) {
        var names = tools.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .map(entry -> entry.getKey() + " " + entry.getValue().number())
                .toList();
        return new Facts(
                after("tools", String.join(",", names)),
                people,
                agents,
                freezes,
                network,
                catalog,
                tools,
                policies,
                contact);
    }

    public Facts with(Agent agent) {
        var changed = new java.util.HashMap<>(agents);
        changed.put(agent.id(), agent);
        var step = agent.id() + " " + Fields.spelling(agent.step()) + " " + agent.since();
        return new Facts(after("step", step), people, changed, freezes, network, catalog, confirmed, policies, contact);
    }

    public Facts with(Rulebook published) {
        return new Facts(
                after("policies", published.digest().hex()),
                people,
                agents,
                freezes,
                network,
                catalog,
                confirmed,
                published,
                contact);
    }

    public Versions versions() {
        return new Versions(policies.digest(), catalog.version(), version);
    }

    /** The version of what follows this snapshot through one change. */
    private Digest after(String what, String change) {
        return Digest.of(JsonObject.with("before", version.hex())
                .and("what", what)
                .and("change", change)
                .build());
    }

    public Facts with(Freezes now) {
        return new Facts(version, people, agents, now, network, catalog, confirmed, policies, contact);
    }
}
