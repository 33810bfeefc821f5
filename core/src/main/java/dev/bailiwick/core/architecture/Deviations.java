package dev.bailiwick.core.architecture;

import dev.bailiwick.core.guide.Power;
import dev.bailiwick.core.guide.Scope;
import dev.bailiwick.core.register.inventory.Deployed;
import dev.bailiwick.core.register.inventory.Held;
import dev.bailiwick.core.register.inventory.Integration;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.value.DataClass;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Holds a register to a layout. */
public final class Deviations {
    private static final Set<DataClass> REGULATED = Set.of(DataClass.HEALTH, DataClass.CARD);

    private final Inventory inventory;
    private final Optional<String> orchestrator;
    private final List<Deployed> agents;

    private Deviations(Inventory inventory, Optional<String> orchestrator) {
        this.inventory = inventory;
        this.orchestrator = orchestrator;
        this.agents = inventory.agents().values().stream()
                .sorted(java.util.Comparator.comparing(Deployed::id))
                .toList();
    }

    /**
     * Every rule of the layout that the register does not keep, in the layout's order.
     *
     * @param orchestrator the agent that gives out work, where the layout has one
     */
    public static List<Deviation> of(Reference reference, Inventory inventory, Optional<String> orchestrator) {
        var held = new Deviations(inventory, orchestrator);
        return reference.rules().stream().flatMap(held::against).toList();
    }

    private Stream<Deviation> against(Rule rule) {
        return switch (rule) {
            case ONE_IDENTITY_EACH -> shared(rule, holders(), "credential");
            case HOST_STATED -> agents(rule, agent -> agent.host().isEmpty(), "runs nobody knows where");
            case CONFINED -> agents(rule, agent -> !agent.confined(), "was not shown to stay inside its account");
            case NO_KEYS_ON_HOSTS -> keysOnHosts(rule);
            case ONE_HOST ->
                hosts().size() <= 1
                        ? Stream.empty()
                        : one(rule, hosts().keySet(), "agents run on " + hosts().size() + " hosts");
            case HOST_EACH -> shared(rule, hosts(), "host");
            case TWO_HOSTS ->
                hosts().size() > 1
                        ? Stream.empty()
                        : one(rule, hosts().keySet(), "agents run on one host: when it is away, all are");
            case ORCHESTRATOR_HOLDS_NOTHING -> orchestrator(rule);
            case WORKERS_HAVE_ONE_SYSTEM ->
                agents(rule, agent -> worker(agent) && systems(agent).size() > 1, "reaches more than one system");
            case REGULATED_DO_NOT_SPEAK ->
                agents(
                        rule,
                        agent -> regulated(agent) && speaks(agent),
                        "reads health or card data and can speak for somebody");
            case REGULATED_APART -> mixed(rule);
            case REACHED_THROUGH_VPN ->
                one(
                        rule,
                        List.of(),
                        "not seen here: the machines tell, checks NET-01 to NET-04 of `./bailiwick posture`");
        };
    }

    private static Stream<Deviation> one(Rule rule, Collection<String> about, String text) {
        return Stream.of(new Deviation(rule, List.copyOf(about), text));
    }

    private Stream<Deviation> agents(Rule rule, Predicate<Deployed> wrong, String text) {
        return agents.stream()
                .filter(wrong)
                .map(agent -> new Deviation(rule, List.of(agent.id()), agent.id() + " " + text));
    }

    /** Which agents hold each credential. */
    private Map<String, Set<String>> holders() {
        Map<String, Set<String>> holders = new TreeMap<>();
        for (var agent : agents)
            for (var credential : agent.credentials())
                holders.computeIfAbsent(credential, _ -> new TreeSet<>()).add(agent.id());
        return holders;
    }

    /** Which agents run on each host. */
    private Map<String, Set<String>> hosts() {
        Map<String, Set<String>> hosts = new TreeMap<>();
        for (var agent : agents)
            agent.host()
                    .ifPresent(host ->
                            hosts.computeIfAbsent(host, _ -> new TreeSet<>()).add(agent.id()));
        return hosts;
    }

    private static Stream<Deviation> shared(Rule rule, Map<String, Set<String>> owners, String kind) {
        return owners.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> new Deviation(
                        rule,
                        Stream.concat(Stream.of(each.getKey()), each.getValue().stream())
                                .toList(),
                        String.join(" and ", each.getValue()) + " share the " + kind + " " + each.getKey()));
    }

    private Stream<Deviation> keysOnHosts(Rule rule) {
        return hosts().keySet().stream()
                .map(inventory::host)
                .filter(host -> !host.credentials().isEmpty())
                .map(host -> new Deviation(
                        rule, List.of(host.id()), String.join(", ", host.credentials()) + " lies on " + host.id()));
    }

    private Stream<Deviation> orchestrator(Rule rule) {
        if (orchestrator.isEmpty())
            return one(rule, List.of(), "nobody said which agent gives out work: --orchestrator AGENT");
        return agents(
                rule,
                agent -> !worker(agent) && !agent.credentials().isEmpty(),
                "gives out work and holds credentials");
    }

    private boolean worker(Deployed agent) {
        return orchestrator.filter(agent.id()::equals).isEmpty();
    }

    private Set<String> systems(Deployed agent) {
        var systems = new TreeSet<String>();
        held(agent).forEach(held -> systems.add(held.integration()));
        return systems;
    }

    private Stream<Held> held(Deployed agent) {
        return agent.credentials().stream().map(inventory::credential);
    }

    private boolean regulated(Deployed agent) {
        return held(agent)
                .map(held -> inventory.integration(held.integration()))
                .anyMatch(integration -> integration.data().stream().anyMatch(REGULATED::contains));
    }

    private boolean speaks(Deployed agent) {
        return held(agent)
                .anyMatch(held ->
                        powers(inventory.integration(held.integration()), held).anyMatch(Power.SPEAK::equals));
    }

    /** Without a guide, or without stated permissions, everything. */
    private static Stream<Power> powers(Integration integration, Held held) {
        if (integration.guide().isEmpty()) return Stream.of(Power.values());
        return integration.guide().get().scopes().stream()
                .filter(scope ->
                        held.permissions().isEmpty() || held.permissions().contains(scope.name()))
                .map(Scope::powers)
                .flatMap(Set::stream);
    }

    private Stream<Deviation> mixed(Rule rule) {
        return hosts().entrySet().stream()
                .filter(each -> each.getValue().stream()
                                .map(inventory::agent)
                                .map(this::regulated)
                                .distinct()
                                .count()
                        > 1)
                .map(each -> new Deviation(
                        rule,
                        Stream.concat(Stream.of(each.getKey()), each.getValue().stream())
                                .toList(),
                        "on " + each.getKey() + " regulated data and other work are side by side"));
    }
}
