package dev.bailiwick.core.exposure;

import dev.bailiwick.core.guide.Power;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How far one compromise reaches.
 *
 * @param reached every point with the one before it, nearest first
 * @param people whose data is shown, how many; empty when a system does not say
 * @param completed combinations in reach
 * @param removals what taking one thing away would remove, the most telling first
 * @param credentials how many the agent itself can use; empty when the start is no agent
 */
public record BlastRadius(
        Point start,
        Map<Point, Point> reached,
        List<Effect> effects,
        long score,
        Optional<Long> people,
        List<Combination> completed,
        List<Removal> removals,
        Optional<Integer> credentials) {
    /** From here on an agent holds so many credentials that somebody should look. */
    public static final int WARNING = 10;

    /** More than these no agent holds. */
    public static final int LIMIT = 20;

    /** How many things are tried to be taken away: each is a search of its own. */
    private static final int MOST_TRIED = 40;

    /** Larger reaches are not searched again for each thing taken away. */
    private static final int LARGEST_TRIED = 1_000;

    /** Taking this away removes so many percent of the score. */
    public record Removal(String what, int percent) {
        JsonObject json() {
            return JsonObject.with("dropping", what)
                    .and("removes", percent + " %")
                    .build();
        }
    }

    /** Measures from one point, some of them taken out. */
    public static BlastRadius of(Exposure exposure, Weighing weighing, Point start, Predicate<Point> without) {
        var reached = exposure.from(start, without);
        var effects = exposure.effects(reached.keySet());
        long score = weighing.score(effects);
        return new BlastRadius(
                start,
                Collections.unmodifiableMap(reached),
                effects,
                score,
                people(exposure, effects),
                weighing.completed(effects),
                removals(exposure, weighing, start, without, reached.keySet(), score),
                credentials(reached, start));
    }

    /** Whether a point is named so: a permission by its scope, anything else by its name. */
    public static boolean named(Point point, String name) {
        return switch (point) {
            case Point.APermission permission -> permission.scope().equals(name);
            case Point.AnAgent(var id) -> id.equals(name);
            case Point.AHost(var id) -> id.equals(name);
            case Point.ACredential(var id) -> id.equals(name);
            case Point.AnIntegration(var id) -> id.equals(name);
            case Point.TheUnknown _ -> false;
        };
    }

    private static Optional<Long> people(Exposure exposure, List<Effect> effects) {
        long people = 0;
        for (var effect : effects) {
            if (!effect.showsPeople()) continue;
            var integration = exposure.inventory().integrations().get(effect.system());
            if (integration == null || integration.people().isEmpty()) return Optional.empty();
            people += integration.people().get();
        }
        return Optional.of(people);
    }

    private static List<Removal> removals(
            Exposure exposure,
            Weighing weighing,
            Point start,
            Predicate<Point> without,
            Set<Point> reached,
            long score) {
        if (score == 0 || reached.size() > LARGEST_TRIED) return List.of();
        List<Removal> removals = new ArrayList<>();
        reached.stream()
                .filter(BlastRadius::removable)
                .filter(point -> !point.equals(start))
                .limit(MOST_TRIED)
                .forEach(point -> {
                    var rest = exposure.from(start, without.or(point::equals)).keySet();
                    long saved = score - weighing.score(exposure.effects(rest));
                    if (saved > 0) removals.add(new Removal(point.words(), Math.toIntExact(saved * 100 / score)));
                });
        removals.sort(Comparator.comparingInt(Removal::percent).reversed().thenComparing(Removal::what));
        return List.copyOf(removals);
    }

    private static boolean removable(Point point) {
        return point instanceof Point.APermission || point instanceof Point.ACredential || point instanceof Point.AHost;
    }

    private static Optional<Integer> credentials(Map<Point, Point> reached, Point start) {
        if (!(start instanceof Point.AnAgent)) return Optional.empty();
        long own = reached.entrySet().stream()
                .filter(step -> step.getKey() instanceof Point.ACredential
                        && step.getValue().equals(start))
                .count();
        return Optional.of(Math.toIntExact(own));
    }

    /** Systems over which this power is had. */
    public List<String> systems(Power... powers) {
        return effects.stream()
                .filter(effect -> Arrays.asList(powers).contains(effect.power()))
                .map(Effect::system)
                .distinct()
                .sorted()
                .toList();
    }

    /** How one gets there, from the start. */
    public List<String> path(Point to) {
        List<String> path = new ArrayList<>();
        var here = to;
        while (!here.equals(start)) {
            path.add(here.words());
            here = Objects.requireNonNull(reached.get(here));
        }
        path.add(start.words());
        return path.reversed();
    }

    /** What nobody has stated, and therefore counts. */
    public List<Point> unknown() {
        return reached.keySet().stream()
                .filter(Point.TheUnknown.class::isInstance)
                .toList();
    }

    public String concentration() {
        return credentials
                .map(count -> count
                        + (count > LIMIT
                                ? ": over the limit of " + LIMIT
                                : count >= WARNING ? ": many, look at them" : ": ordinary"))
                .orElse("");
    }

    public JsonObject json() {
        return JsonObject.with("start", start.words())
                .and("score", score)
                .and("systems", texts(systems(Power.values())))
                .and("people", people.<JsonValue>map(JsonNumber::of).orElseGet(() -> new JsonString("unknown")))
                .and("money", texts(systems(Power.MOVE_MONEY)))
                .and("infrastructure", texts(systems(Power.RUN, Power.GRANT)))
                .and("speaksIn", texts(systems(Power.SPEAK)))
                .and("hidesIn", texts(systems(Power.HIDE)))
                .and("unknown", texts(unknown().stream().map(Point::words).toList()))
                .and("credentials", concentration())
                .and(
                        "combinations",
                        objects(completed.stream()
                                .map(each -> JsonObject.with("id", each.id())
                                        .and("because", each.because())
                                        .build())))
                .and("removals", objects(removals.stream().map(Removal::json)))
                .and(
                        "paths",
                        objects(reached.keySet().stream()
                                .filter(BlastRadius::ending)
                                .map(this::step)))
                .build();
    }

    private static boolean ending(Point point) {
        return point instanceof Point.APermission || point instanceof Point.TheUnknown || point instanceof Point.AHost;
    }

    private JsonObject step(Point to) {
        return JsonObject.with("path", String.join(" > ", path(to))).build();
    }

    private static JsonArray texts(List<String> texts) {
        return JsonArray.ofStrings(texts);
    }

    private static JsonArray objects(Stream<JsonObject> objects) {
        return new JsonArray(objects.<JsonValue>map(each -> each).toList());
    }
}
