package dev.bailiwick.core.architecture;

import dev.bailiwick.core.register.inventory.Deployed;
import dev.bailiwick.core.register.inventory.Integration;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.value.DataClass;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The register drawn as one layout: people and what stands before the agents on the left, each host with its agents inside, systems on
 * the right. Broken lines are trust boundaries; what deviates is red.
 */
public final class Drawing {
    private static final int NODE = 40;
    private static final int GAP = 14;
    private static final int HOST_X = 300;
    private static final int HOST_WIDTH = 240;
    private static final int SYSTEM_X = 720;
    private static final int SYSTEM_WIDTH = 240;
    private static final int TOP = 70;
    private static final String NOWHERE = "host not stated";

    private final Reference reference;
    private final Inventory inventory;
    private final List<Deviation> deviations;
    private final Set<String> marked = new HashSet<>();
    private final Map<String, Integer> agentY = new HashMap<>();
    private final Map<String, Integer> systemY = new HashMap<>();
    private final Svg svg = new Svg();
    private int bottom = TOP;

    private Drawing(Reference reference, Inventory inventory, List<Deviation> deviations) {
        this.reference = reference;
        this.inventory = inventory;
        this.deviations = deviations;
        deviations.forEach(deviation -> marked.addAll(deviation.about()));
    }

    /** The picture as SVG. */
    public static String of(Reference reference, Inventory inventory, List<Deviation> deviations) {
        return new Drawing(reference, inventory, deviations).draw();
    }

    private String draw() {
        hosts();
        systems();
        int height = bottom + GAP;
        var picture = new Svg();
        picture.text("head", 20, 30, reference.title() + ": " + deviations.size() + " deviations");
        picture.box("zone", 16, TOP - 24, 236, height - TOP + 10, false)
                .text("small", 26, TOP - 8, "trust boundary: people");
        picture.box("node", 30, TOP, 208, NODE, false).text("", 42, TOP + 18, "people");
        picture.text("small", 42, TOP + 32, reference.front());
        picture.box("node", 30, TOP + NODE + GAP, 208, NODE, false).text("", 42, TOP + NODE + GAP + 18, "Bailiwick");
        picture.text("small", 42, TOP + NODE + GAP + 32, "decides, asks, keeps keys and log");
        agentY.values()
                .forEach(y -> picture.edge(
                        238, TOP + NODE + GAP + NODE / 2, HOST_X + 12, y, false, "every action is decided here"));
        edges(picture);
        return picture.add(svg).whole(SYSTEM_X + SYSTEM_WIDTH + 32, height, reference.title(), reference.about());
    }

    private void hosts() {
        Map<String, List<Deployed>> byHost = new TreeMap<>(inventory.agents().values().stream()
                .collect(Collectors.groupingBy(agent -> agent.host().orElse(NOWHERE))));
        int y = TOP;
        for (var host : byHost.entrySet()) y = host(host.getKey(), host.getValue(), y);
        bottom = Math.max(Math.max(bottom, y), TOP + 2 * (NODE + GAP));
    }

    private int host(String name, List<Deployed> agents, int top) {
        int height = 28 + agents.size() * (NODE + GAP);
        svg.box("zone", HOST_X, top - 24, HOST_WIDTH, height, marked.contains(name) || name.equals(NOWHERE))
                .text("small", HOST_X + 10, top - 8, "trust boundary: " + name);
        int y = top;
        for (var agent :
                agents.stream().sorted(Comparator.comparing(Deployed::id)).toList()) {
            svg.box("node", HOST_X + 12, y, HOST_WIDTH - 24, NODE, marked.contains(agent.id()))
                    .text("", HOST_X + 24, y + 18, agent.id())
                    .text(
                            "small",
                            HOST_X + 24,
                            y + 32,
                            agent.credentials().size() + " credentials"
                                    + (agent.confined() ? ", confined" : ", not confined"));
            agentY.put(agent.id(), y + NODE / 2);
            y += NODE + GAP;
        }
        return top + height + GAP;
    }

    private void systems() {
        int y = TOP;
        for (var system : inventory.integrations().values().stream()
                .sorted(Comparator.comparing(Integration::id))
                .toList()) {
            svg.box("node", SYSTEM_X + 12, y, SYSTEM_WIDTH - 24, NODE, marked.contains(system.id()))
                    .text("", SYSTEM_X + 24, y + 18, system.id())
                    .text("small", SYSTEM_X + 24, y + 32, classes(system));
            systemY.put(system.id(), y + NODE / 2);
            y += NODE + GAP;
        }
        bottom = Math.max(bottom, y);
        svg.text("small", SYSTEM_X + 10, TOP - 8, "trust boundary: systems");
    }

    private static String classes(Integration system) {
        var words = system.data().stream()
                .sorted()
                .map(DataClass::name)
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .toList();
        return words.size() > 3 ? String.join(", ", words.subList(0, 3)) + " …" : String.join(", ", words);
    }

    private void edges(Svg picture) {
        inventory
                .agents()
                .values()
                .forEach(agent -> agent.credentials().forEach(id -> {
                    var held = inventory.credential(id);
                    picture.edge(
                            HOST_X + HOST_WIDTH - 12,
                            agentY.getOrDefault(agent.id(), TOP),
                            SYSTEM_X + 12,
                            systemY.getOrDefault(held.integration(), TOP),
                            marked.contains(id),
                            agent.id() + " uses " + id + " at " + held.integration());
                }));
    }
}
