package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Labels;
import dev.bailiwick.core.register.Limits;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.register.automation.Automations;
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.register.integration.Grants;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything a decision may know (the policy information point's answer): one immutable snapshot, swapped whole before a
 * change is answered.
 *
 * @param version digest of what the snapshot was made from, kept with each decision
 * @param contact whom to ask, shown with every denial
 * @param confirmed tools that IT has put into a tier, by digest
 * @param policies the version of the policies in force
 * @param grants which system is approved for which agent
 * @param automations what may run by itself
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
        String contact,
        Grants grants,
        Automations automations) {
    private static final Digest UNNAMED = Digest.of("");

    public Facts {
        people = Map.copyOf(people);
        agents = Map.copyOf(agents);
        confirmed = Map.copyOf(confirmed);
    }

    /** A snapshot in which nobody has been granted anything, and nothing needs to be. */
    public Facts(
            Digest version,
            Map<PersonId, Person> people,
            Map<AgentId, Agent> agents,
            Freezes freezes,
            Network network,
            Catalog catalog,
            Map<ToolDigest, Tier> confirmed,
            Rulebook policies,
            String contact) {
        this(version, people, agents, freezes, network, catalog, confirmed, policies, contact, Grants.NONE);
    }

    /** A snapshot in which nothing is registered to run by itself. */
    public Facts(
            Digest version,
            Map<PersonId, Person> people,
            Map<AgentId, Agent> agents,
            Freezes freezes,
            Network network,
            Catalog catalog,
            Map<ToolDigest, Tier> confirmed,
            Rulebook policies,
            String contact,
            Grants grants) {
        this(
                version,
                people,
                agents,
                freezes,
                network,
                catalog,
                confirmed,
                policies,
                contact,
                grants,
                Automations.NONE);
    }

    /**
     * The snapshot of everything at one moment. Nothing is granted yet, see {@link #granting}. Its version covers all but the freezes, which a decision names itself.
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
        return made(
                organisation.people(),
                organisation.agents(ladder),
                freezes,
                organisation.network(),
                catalog,
                confirmed,
                policies,
                organisation.contact(),
                Grants.of(organisation.register(), List.of()),
                organisation.automations());
    }

    private static Facts made(
            Map<PersonId, Person> people,
            Map<AgentId, Agent> agents,
            Freezes freezes,
            Network network,
            Catalog catalog,
            Map<ToolDigest, Tier> confirmed,
            Rulebook policies,
            String contact,
            Grants grants,
            Automations automations) {
        var unnamed = new Facts(
                UNNAMED, people, agents, freezes, network, catalog, confirmed, policies, contact, grants, automations);
        return new Facts(
                Digest.of(unnamed.json()),
                people,
                agents,
                freezes,
                network,
                catalog,
                confirmed,
                policies,
                contact,
                grants,
                automations);
    }

    /** All of it but the freezes; policies and catalogue under their digests. What {@link #version} is the digest of. */
    public JsonObject json() {
        return JsonObject.with("contact", contact)
                .and("people", each(people.values(), person -> person.id().value(), Person::json))
                .and("agents", each(agents.values(), agent -> agent.id().value(), Agent::json))
                .and("network", network.json())
                .and(
                        "confirmed",
                        each(confirmed.entrySet(), tool -> tool.getKey().toString(), Facts::json))
                .and("catalog", catalog.version().hex())
                .and("policies", policies.digest().hex())
                .and("register", grants.json())
                .and("automations", automations.json())
                .build();
    }

    private static JsonObject json(Map.Entry<ToolDigest, Tier> tool) {
        return JsonObject.with("tool", tool.getKey().toString())
                .and("tier", JsonNumber.of(tool.getValue().number()))
                .build();
    }

    private static <T> JsonArray each(
            Collection<T> values,
            java.util.function.Function<T, String> order,
            java.util.function.Function<T, JsonValue> form) {
        return new JsonArray(
                values.stream().sorted(Comparator.comparing(order)).map(form).toList());
    }

    /**
     * The snapshot as it was kept, with nothing frozen.
     *
     * @param catalog only classifies: a recorded decision is made again without it
     * @throws dev.bailiwick.json.JsonException when the object is no snapshot
     */
    public static Facts of(JsonObject json, Catalog catalog, Rulebook policies) {
        var fields = Fields.of(json);
        var people = fields.list("people").stream().map(Person::of).collect(Collectors.toMap(Person::id, each -> each));
        var agents = json.array("agents").values().stream()
                .map(each -> Agent.of((JsonObject) each))
                .collect(Collectors.toMap(Agent::id, each -> each));
        fields.value("agents");
        Map<ToolDigest, Tier> confirmed = new HashMap<>();
        for (var each : fields.list("confirmed")) {
            confirmed.put(new ToolDigest(each.parsed("tool", Digest::new)), each.whole("tier", Tier::of));
            each.end();
        }
        var network = Network.of(fields.fields("network"));
        String contact = fields.text("contact");
        fields.parsed("catalog", Digest::new);
        fields.parsed("policies", Digest::new);
        var grants = fields.has("register") ? Grants.of(fields.fields("register")) : Grants.NONE;
        var automations = Automations.read(fields.list("automations"));
        fields.end();
        return new Facts(
                Digest.of(json),
                people,
                agents,
                Freezes.NONE,
                network,
                catalog,
                confirmed,
                policies,
                contact,
                grants,
                automations);
    }

    public Optional<Agent> agent(AgentId id) {
        return Optional.ofNullable(agents.get(id));
    }

    /** How much an agent may use up; of one that nobody registered, what holds for everybody. */
    public Limits limits(AgentId id) {
        return agent(id).map(Agent::limits).orElse(Limits.NONE);
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
        return made(people, agents, freezes, network, catalog, tools, policies, contact, grants, automations);
    }

    public Facts with(Agent agent) {
        var changed = new HashMap<>(agents);
        changed.put(agent.id(), agent);
        return made(people, changed, freezes, network, catalog, confirmed, policies, contact, grants, automations);
    }

    public Facts with(Person person) {
        return with(Map.of(person.id(), person));
    }

    /** Those who left count no more, whatever the organisation's file says of them. */
    public Facts leaving(Set<PersonId> left) {
        return with(people.values().stream()
                .filter(person -> left.contains(person.id()))
                .collect(Collectors.toMap(Person::id, Person::leaving)));
    }

    private Facts with(Map<PersonId, Person> now) {
        if (now.isEmpty()) return this;
        var changed = new HashMap<>(people);
        changed.putAll(now);
        return made(changed, agents, freezes, network, catalog, confirmed, policies, contact, grants, automations);
    }

    public Facts with(Rulebook published) {
        return made(people, agents, freezes, network, catalog, confirmed, published, contact, grants, automations);
    }

    /** The same with exactly these grants. */
    public Facts granting(Collection<Grant> all) {
        var granted = Grants.of(grants.register(), all);
        return made(people, agents, freezes, network, catalog, confirmed, policies, contact, granted, automations);
    }

    /** The same with exactly these automations. */
    public Facts running(Collection<Attested> all) {
        return made(
                people, agents, freezes, network, catalog, confirmed, policies, contact, grants, Automations.of(all));
    }

    /** The same with what another system says of what is inside. */
    public Facts labelling(Labels read) {
        var labelled = network.labelling(read);
        return labelled.equals(network)
                ? this
                : made(people, agents, freezes, labelled, catalog, confirmed, policies, contact, grants, automations);
    }

    public Versions versions() {
        return new Versions(policies.digest(), catalog.version(), version);
    }

    /** The version stays: a decision names what was frozen itself. */
    public Facts with(Freezes now) {
        return new Facts(
                version, people, agents, now, network, catalog, confirmed, policies, contact, grants, automations);
    }
}
