package dev.bailiwick.console.exposure;

import dev.bailiwick.core.exposure.BlastRadius;
import dev.bailiwick.core.exposure.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A reach from left to right: each column is one step further, each point hangs on the one it is reached from. Nearest first,
 * and no more than a person can look at.
 */
public final class Drawing {
    static final int MOST_DRAWN = 150;
    static final int MOST_IN_A_COLUMN = 40;
    static final int MOST_LISTED = 1_000;

    private static final int STEP = 230;
    private static final int ROW = 34;
    private static final int LONGEST = 27;

    private final BlastRadius radius;
    private final List<Point> points;
    private final Map<Point, Integer> numbers = new HashMap<>();
    private final Map<Point, Integer> depths = new HashMap<>();
    private final Optional<Point> chosen;
    private final Set<Point> way = new HashSet<>();
    private final Set<Point> through = new HashSet<>();

    /** A box in the graph; {@code tone} is what the choice makes of it. */
    public record Node(int number, int x, int y, String label, String words, String kind, String tone) {}

    /** From the middle of a box's right side to the middle of another's left side. */
    public record Edge(int x1, int y1, int x2, int y2, String tone) {}

    /** The same point in the table. */
    public record Row(int number, String words, String kind, String from, int step, String tone) {}

    /** @param at the number of the chosen point */
    Drawing(BlastRadius radius, Optional<Integer> at) {
        this.radius = radius;
        this.points = List.copyOf(radius.reached().keySet());
        for (var point : points) {
            numbers.put(point, numbers.size());
            depths.put(point, point.equals(radius.start()) ? 0 : depth(before(point)) + 1);
        }
        this.chosen = at.filter(number -> number >= 0 && number < points.size()).map(points::get);
        chosen.ifPresent(this::choose);
    }

    /** What leads to it, and what is reached by way of it. */
    private void choose(Point point) {
        for (var here = point; way.add(here); ) here = before(here);
        through.add(point);
        // a point stands behind the one it is reached from
        for (var each : points) if (through.contains(before(each))) through.add(each);
        if (point.equals(radius.start())) through.addAll(points);
    }

    private Point before(Point point) {
        return Objects.requireNonNull(radius.reached().get(point));
    }

    private int depth(Point point) {
        return Objects.requireNonNull(depths.get(point));
    }

    Optional<Point> chosen() {
        return chosen;
    }

    /** How many points are reached by way of the chosen one. */
    int beyond() {
        return Math.max(0, through.size() - 1);
    }

    private String tone(Point point) {
        if (chosen.equals(Optional.of(point))) return "chosen";
        if (way.contains(point)) return "way";
        return through.contains(point) ? "through" : chosen.isPresent() ? "off" : "";
    }

    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        Map<Integer, Integer> filled = new HashMap<>();
        for (var point : points) {
            int column = depth(point);
            int row = filled.merge(column, 1, Integer::sum) - 1;
            if (row >= MOST_IN_A_COLUMN || nodes.size() >= MOST_DRAWN) continue;
            nodes.add(new Node(
                    number(point),
                    4 + column * STEP,
                    4 + row * ROW,
                    label(point),
                    point.words(),
                    kind(point),
                    tone(point)));
        }
        return nodes;
    }

    private int number(Point point) {
        return Objects.requireNonNull(numbers.get(point));
    }

    List<Edge> edges(List<Node> nodes) {
        Map<Integer, Node> drawn = new HashMap<>();
        nodes.forEach(node -> drawn.put(node.number(), node));
        List<Edge> edges = new ArrayList<>();
        for (var node : nodes) {
            var from = drawn.get(number(before(points.get(node.number()))));
            if (from == null || from.equals(node)) continue;
            edges.add(new Edge(from.x() + 200, from.y() + 13, node.x(), node.y() + 13, edge(from, node)));
        }
        return edges;
    }

    private static String edge(Node from, Node to) {
        boolean onTheWay = from.tone().equals("way")
                && !to.tone().equals("off")
                && !to.tone().equals("through");
        if (onTheWay) return "way";
        return to.tone().equals("through") ? "through" : to.tone().equals("off") ? "off" : "";
    }

    List<Row> rows() {
        return points.stream()
                .limit(MOST_LISTED)
                .map(point -> new Row(
                        number(point),
                        point.words(),
                        kind(point),
                        point.equals(radius.start()) ? "" : before(point).words(),
                        depth(point),
                        tone(point)))
                .toList();
    }

    private static String label(Point point) {
        var text = point instanceof Point.TheUnknown unknown
                ? "? " + unknown.what()
                : name(point).orElse(point.words());
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    static String kind(Point point) {
        return switch (point) {
            case Point.AnAgent _ -> "agent";
            case Point.AHost _ -> "host";
            case Point.ACredential _ -> "credential";
            case Point.AnIntegration _ -> "integration";
            case Point.APermission _ -> "permission";
            case Point.TheUnknown _ -> "unknown";
        };
    }

    /** What it is called in the register; a permission and what is unknown are no start of their own. */
    static Optional<String> name(Point point) {
        return switch (point) {
            case Point.AnAgent(var id) -> Optional.of(id);
            case Point.AHost(var id) -> Optional.of(id);
            case Point.ACredential(var id) -> Optional.of(id);
            case Point.AnIntegration(var id) -> Optional.of(id);
            case Point.APermission _, Point.TheUnknown _ -> Optional.empty();
        };
    }
}
