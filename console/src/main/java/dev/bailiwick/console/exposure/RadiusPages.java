package dev.bailiwick.console.exposure;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.core.exposure.BlastRadius;
import dev.bailiwick.core.exposure.Combination;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.procedure.register.IntegrationDesk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One page: from where, how far, by which way; the graph and the table show the same points. */
public final class RadiusPages implements Pages {
    private static final int MOST_STARTS = 500;

    private final IntegrationDesk desk;

    /** A group of names to start from. */
    public record Starts(String kind, List<String> names, int more) {
        public Starts {
            names = List.copyOf(names);
        }
    }

    /** The point somebody chose, and what hangs on it. */
    public record Choice(String words, List<String> way, int beyond, Optional<String> start) {
        public Choice {
            way = List.copyOf(way);
        }
    }

    /** What dropping one thing removes. */
    public record Removal(String what, int percent) {}

    /** @param of the name it starts from */
    public record View(
            String of,
            List<Starts> starts,
            long score,
            String people,
            List<String> combinations,
            List<Removal> removals,
            List<Drawing.Node> nodes,
            List<Drawing.Edge> edges,
            List<Drawing.Row> rows,
            int total,
            int width,
            int height,
            Optional<Choice> choice) {
        public View {
            starts = List.copyOf(starts);
            combinations = List.copyOf(combinations);
            removals = List.copyOf(removals);
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
            rows = List.copyOf(rows);
        }
    }

    public RadiusPages(IntegrationDesk desk) {
        this.desk = desk;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/blast-radius", this::page);
    }

    private Answer page(Visit visit) {
        var register = desk.register();
        var of = visit.asked("of").or(() -> first(register));
        if (of.isEmpty()) return Answer.page("Blast radius", "radius.jte", nothing(register));
        var at = visit.asked("at", Integer::parseInt);
        return desk.radius(register, of.get())
                .map(radius -> Answer.page("Blast radius", "radius.jte", view(register, of.get(), radius, at)))
                .orElseGet(() -> Answer.notFound("agent, credential, host or integration in the register"));
    }

    private static Optional<String> first(Inventory register) {
        return register.agents().keySet().stream().sorted().findFirst();
    }

    private static View nothing(Inventory register) {
        return new View(
                "",
                starts(register),
                0,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                0,
                Optional.empty());
    }

    private static View view(Inventory register, String of, BlastRadius radius, Optional<Integer> at) {
        var drawing = new Drawing(radius, at);
        var nodes = drawing.nodes();
        return new View(
                of,
                starts(register),
                radius.score(),
                radius.people().map(String::valueOf).orElse("unknown"),
                radius.completed().stream().map(RadiusPages::words).toList(),
                radius.removals().stream()
                        .limit(5)
                        .map(each -> new Removal(each.what(), each.percent()))
                        .toList(),
                nodes,
                drawing.edges(nodes),
                drawing.rows(),
                radius.reached().size(),
                nodes.stream().mapToInt(Drawing.Node::x).max().orElse(0) + 208,
                nodes.stream().mapToInt(Drawing.Node::y).max().orElse(0) + 34,
                drawing.chosen()
                        .map(point ->
                                new Choice(point.words(), radius.path(point), drawing.beyond(), Drawing.name(point))));
    }

    private static String words(Combination combination) {
        return combination.id() + ": " + combination.because();
    }

    private static List<Starts> starts(Inventory register) {
        return Stream.of(
                        starts("agent", register.agents()),
                        starts("credential", register.credentials()),
                        starts("host", register.hosts()),
                        starts("integration", register.integrations()))
                .filter(each -> !each.names().isEmpty())
                .toList();
    }

    private static Starts starts(String kind, Map<String, ?> all) {
        var names = new TreeSet<>(all.keySet()).stream().limit(MOST_STARTS).toList();
        return new Starts(kind, names, all.size() - names.size());
    }
}
