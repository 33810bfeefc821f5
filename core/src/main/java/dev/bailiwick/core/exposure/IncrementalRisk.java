package dev.bailiwick.core.exposure;

import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.guide.Standing;
import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.register.integration.Assessment;
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.core.register.inventory.Held;
import dev.bailiwick.core.register.inventory.Integration;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Fields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one more integration would change for its agent: the reach before and after, in the register as it stands with
 * everything that was approved since.
 */
public final class IncrementalRisk {
    /** Longer lists help nobody decide. */
    private static final int MOST = 50;

    private final Guides guides;
    private final Weighing weighing;

    /** One approved integration as the register would write it. */
    public record Approved(Grant grant, Set<String> permissions) {}

    public IncrementalRisk(Guides guides, Weighing weighing) {
        this.guides = guides;
        this.weighing = weighing;
    }

    /** @param missing safeguards that were stated and are not there, as far as somebody looked */
    public Assessment of(Inventory register, List<Approved> approved, Ask ask, Set<Safeguard> missing) {
        var now = granted(register, approved);
        now = now.knowing(ask.agent().value());
        var next = with(now, ask.agent().value(), ask.system(), "requested", ask.permissions());
        var before = radius(now, ask);
        var after = radius(next, ask);
        return new Assessment(
                before.score(),
                after.score(),
                reached(before, after),
                combinations(before, after),
                lacking(ask, missing),
                warnings(ask, after, split(next, ask)),
                after.credentials().orElse(0));
    }

    /** The register with everything that was approved since. */
    public Inventory granted(Inventory register, List<Approved> approved) {
        var now = register;
        for (var each : approved) {
            now = with(
                    now,
                    each.grant().agent().value(),
                    each.grant().system(),
                    each.grant().id().value(),
                    each.permissions());
        }
        return now;
    }

    /** How far a compromise of what is called so reaches; empty when nothing is. */
    public Optional<BlastRadius> radius(Inventory register, String name) {
        var exposure = new Exposure(register);
        return exposure.find(name).map(start -> BlastRadius.of(exposure, weighing, start, _ -> false));
    }

    private Inventory with(Inventory register, String agent, String system, String id, Set<String> permissions) {
        var known = register.knowing(agent);
        var integration = registered(known, system);
        var held = new Held("granted-" + id, integration.id(), "not issued", List.copyOf(permissions));
        return known.adding(agent, integration, held);
    }

    /** The register's own entry for this system, else what its guide says; without guide it can do everything. */
    private Integration registered(Inventory register, String system) {
        var named = Optional.ofNullable(register.integrations().get(system));
        return named.or(() -> register.integrations().values().stream()
                        .filter(each -> each.guide().map(Guide::name).equals(Optional.of(system)))
                        .findFirst())
                .or(() -> guides.find(system).map(Integration::proposed))
                .orElseGet(() -> new Integration(
                        system, Optional.empty(), EnumSet.allOf(DataClass.class), Optional.empty(), Map.of()));
    }

    private BlastRadius radius(Inventory register, Ask ask) {
        return BlastRadius.of(
                new Exposure(register), weighing, new Point.AnAgent(ask.agent().value()), _ -> false);
    }

    private static List<String> reached(BlastRadius before, BlastRadius after) {
        return after.reached().keySet().stream()
                .filter(point -> !before.reached().containsKey(point))
                .map(Point::words)
                .limit(MOST)
                .toList();
    }

    private static List<String> combinations(BlastRadius before, BlastRadius after) {
        return after.completed().stream()
                .filter(each -> !before.completed().contains(each))
                .map(each -> each.id() + ": " + each.because())
                .toList();
    }

    private Set<Safeguard> lacking(Ask ask, Set<Safeguard> missing) {
        var lacking = EnumSet.noneOf(Safeguard.class);
        var needed = Safeguard.needed(guides.find(ask.system()), ask.permissions());
        needed.stream()
                .filter(each -> !ask.safeguards().contains(each) || missing.contains(each))
                .forEach(lacking::add);
        return lacking;
    }

    /** The agent's systems by their category: what a compromise of one of several agents would reach. */
    private static String split(Inventory register, Ask ask) {
        var bySort = new TreeMap<String, Set<String>>();
        for (var credential : register.agent(ask.agent().value()).credentials()) {
            var integration =
                    register.integration(register.credential(credential).integration());
            var sort = integration
                    .guide()
                    .map(guide -> Fields.spelling(guide.category()))
                    .orElse("unclassified");
            bySort.computeIfAbsent(sort, _ -> new TreeSet<>()).add(integration.id());
        }
        return bySort.entrySet().stream()
                .map(each -> ask.agent() + "-" + each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private List<String> warnings(Ask ask, BlastRadius after, String split) {
        List<String> warnings = new ArrayList<>();
        var guide = guides.find(ask.system());
        if (guide.isEmpty()) warnings.add("no guide knows this system: it counts as able to do everything");
        guide.ifPresent(known -> known.scopes().stream()
                .filter(scope ->
                        scope.standing() == Standing.AVOID && ask.permissions().contains(scope.name()))
                .forEach(scope -> warnings.add("the permission " + scope.name()
                        + " is more than an agent's work needs in nearly every case")));
        int credentials = after.credentials().orElse(0);
        if (credentials >= BlastRadius.WARNING)
            warnings.add(
                    "the agent would hold " + credentials + " credentials: it could be split into the agents " + split);
        return warnings;
    }
}
