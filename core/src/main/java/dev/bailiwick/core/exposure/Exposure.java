package dev.bailiwick.core.exposure;

import dev.bailiwick.core.guide.Category;
import dev.bailiwick.core.guide.Onward;
import dev.bailiwick.core.guide.Power;
import dev.bailiwick.core.guide.Scope;
import dev.bailiwick.core.register.inventory.Deployed;
import dev.bailiwick.core.register.inventory.Integration;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.value.DataClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where one step of a compromise leads, and all steps together. Whoever controls an agent has its credentials, and its host
 * unless it is confined; a host, all on it; a credential, its permissions; a permission, what it leads to; an integration,
 * every permission it gives out and the agents that believe what it says. What nobody stated is a point of its own.
 */
public final class Exposure {
    private final Inventory inventory;
    private final Map<String, List<Point>> agentsOn = new HashMap<>();
    private final Map<String, List<Point>> agentsUsing = new HashMap<>();

    public Exposure(Inventory inventory) {
        this.inventory = inventory;
        for (var agent : inventory.agents().values()) index(agent);
    }

    private void index(Deployed agent) {
        var point = new Point.AnAgent(agent.id());
        agent.host()
                .ifPresent(host ->
                        agentsOn.computeIfAbsent(host, _ -> new ArrayList<>()).add(point));
        agent.credentials().stream()
                .map(id -> inventory.credential(id).integration())
                .distinct()
                .forEach(used -> agentsUsing
                        .computeIfAbsent(used, _ -> new ArrayList<>())
                        .add(point));
    }

    Inventory inventory() {
        return inventory;
    }

    /** What is called so; empty when nothing is. */
    public Optional<Point> find(String name) {
        if (inventory.agents().containsKey(name)) return Optional.of(new Point.AnAgent(name));
        if (inventory.credentials().containsKey(name)) return Optional.of(new Point.ACredential(name));
        if (inventory.hosts().containsKey(name)) return Optional.of(new Point.AHost(name));
        return inventory.integrations().containsKey(name)
                ? Optional.of(new Point.AnIntegration(name))
                : Optional.empty();
    }

    /**
     * Everything reached from there, nearest first, each with the point before it; the start is before itself.
     *
     * @param blocked what is taken out
     */
    public Map<Point, Point> from(Point start, Predicate<Point> blocked) {
        Map<Point, Point> before = new LinkedHashMap<>();
        var open = new ArrayDeque<Point>();
        before.put(start, start);
        open.add(start);
        while (!open.isEmpty()) {
            var here = open.remove();
            for (var next : next(here)) {
                if (!blocked.test(next) && before.putIfAbsent(next, here) == null) open.add(next);
            }
        }
        return before;
    }

    private List<Point> next(Point point) {
        return switch (point) {
            case Point.AnAgent(var id) -> ofAgent(inventory.agent(id));
            case Point.AHost(var id) -> ofHost(id);
            case Point.ACredential(var id) -> ofCredential(id);
            case Point.AnIntegration(var id) -> ofIntegration(inventory.integration(id));
            case Point.APermission permission -> ofPermission(permission);
            case Point.TheUnknown _ -> List.of();
        };
    }

    private List<Point> ofAgent(Deployed agent) {
        List<Point> next = new ArrayList<>(credentials(agent.credentials()));
        if (!agent.confined()) {
            next.add(agent.host()
                    .<Point>map(Point.AHost::new)
                    .orElseGet(() -> new Point.TheUnknown(agent.id(), "the host it runs on")));
        }
        return next;
    }

    private List<Point> ofHost(String id) {
        List<Point> next = new ArrayList<>(credentials(inventory.host(id).credentials()));
        next.addAll(agentsOn.getOrDefault(id, List.of()));
        return next;
    }

    private static List<Point> credentials(List<String> ids) {
        return ids.stream().<Point>map(Point.ACredential::new).toList();
    }

    private List<Point> ofCredential(String id) {
        var held = inventory.credential(id);
        var integration = inventory.integration(held.integration());
        return held.permissions().isEmpty()
                ? everything(integration, id)
                : permissions(integration, id, held.permissions().stream());
    }

    private List<Point> ofIntegration(Integration integration) {
        List<Point> next = new ArrayList<>(everything(integration, ""));
        next.addAll(agentsUsing.getOrDefault(integration.id(), List.of()));
        return next;
    }

    private static List<Point> everything(Integration integration, String credential) {
        return integration
                .guide()
                .map(guide -> permissions(
                        integration, credential, guide.scopes().stream().map(Scope::name)))
                .orElseGet(() -> List.of(unguided(integration)));
    }

    /** A permission nobody described is as good as all of them. */
    private static List<Point> permissions(Integration integration, String credential, Stream<String> scopes) {
        if (integration.guide().isEmpty()) return List.of(unguided(integration));
        return scopes.<Point>map(scope -> new Point.APermission(integration.id(), credential, scope))
                .toList();
    }

    private static Point unguided(Integration integration) {
        return new Point.TheUnknown(integration.id(), "what it lets whom do: it has no guide");
    }

    private List<Point> ofPermission(Point.APermission permission) {
        var integration = inventory.integration(permission.integration());
        return scope(permission).onward().stream()
                .sorted()
                .flatMap(kind -> onward(integration, kind).stream())
                .toList();
    }

    private List<Point> onward(Integration integration, Onward kind) {
        var stated = integration.onward().get(kind);
        if (stated == null) return List.of(new Point.TheUnknown(integration.id(), kind.words()));
        return stated.stream().flatMap(name -> find(name).stream()).toList();
    }

    private Scope scope(Point.APermission permission) {
        return inventory
                .integration(permission.integration())
                .guide()
                .flatMap(guide -> guide.scope(permission.scope()))
                .orElseThrow();
    }

    /** What can be done from these points, each power over each system once. */
    List<Effect> effects(Set<Point> points) {
        return points.stream().flatMap(this::effects).distinct().toList();
    }

    private Stream<Effect> effects(Point point) {
        return switch (point) {
            case Point.APermission permission ->
                scope(permission).powers().stream()
                        .sorted()
                        .map(power -> effect(inventory.integration(permission.integration()), power));
            case Point.TheUnknown unknown ->
                Arrays.stream(Power.values())
                        .map(power -> new Effect(
                                unknown.words(), power, Set.of(DataClass.values()), Set.of(Category.values())));
            case Point.AHost host ->
                Stream.of(new Effect(host.words(), Power.RUN, Set.of(), Set.of(Category.SHELL_INFRASTRUCTURE)));
            case Point.AnAgent _, Point.ACredential _, Point.AnIntegration _ -> Stream.empty();
        };
    }

    private static Effect effect(Integration integration, Power power) {
        var category = integration.guide().orElseThrow().category();
        return new Effect(integration.id(), power, integration.data(), Set.of(category));
    }
}
