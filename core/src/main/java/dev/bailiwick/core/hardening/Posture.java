package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One scan's results. Open ones come first: by step of the brief, the worst first. */
public record Posture(List<Result> results) {
    public Posture {
        results = results.stream()
                .sorted(Comparator.comparing((Result each) -> !each.open())
                        .thenComparing(each -> each.check().group())
                        .thenComparing(each -> each.check().severity(), Comparator.reverseOrder())
                        .thenComparing(Result::check))
                .toList();
    }

    /** A look that saw nothing, and why. */
    public static Posture unseen(String why) {
        return new Posture(List.of(Check.values()).stream()
                .map(check -> Result.unknown(check, why))
                .toList());
    }

    /** Failed or unseen ones of at least this severity that nobody answers for. */
    public List<Result> findings(Check.Severity least, List<Suppression> suppressions, LocalDate today) {
        return results.stream()
                .filter(Result::open)
                .filter(each -> each.check().severity().compareTo(least) >= 0)
                .filter(each -> !suppressed(each, suppressions, today))
                .toList();
    }

    private static boolean suppressed(Result result, List<Suppression> suppressions, LocalDate today) {
        return suppressions.stream().anyMatch(each -> each.holds(result.check(), today));
    }

    /**
     * Why an agent may not go to production: the first control of the five steps that did not pass. A suppression excuses what
     * is not grave.
     */
    public Optional<Result> obstacle(List<Suppression> suppressions, LocalDate today) {
        return results.stream()
                .filter(each -> each.check().baseline() && each.open())
                .filter(each -> !each.check().excusable() || !suppressed(each, suppressions, today))
                .findFirst();
    }

    /** As {@link #obstacle(List, LocalDate)}, while nobody answers for anything. */
    public Optional<Result> obstacle() {
        return obstacle(List.of(), LocalDate.EPOCH);
    }

    /**
     * Reads what {@link #json} wrote; what it says of itself beyond the results is worked out again.
     *
     * @throws dev.bailiwick.json.JsonException naming the place of what is wrong
     * @throws IllegalArgumentException when a check stands there twice or not at all
     */
    public static Posture of(JsonObject json) {
        var results = Fields.of(json).list("results").stream().map(Result::of).toList();
        long checks = results.stream().map(Result::check).distinct().count();
        if (checks != Check.values().length || results.size() != checks) {
            throw new IllegalArgumentException("a scan has each of the " + Check.values().length + " checks once");
        }
        return new Posture(results);
    }

    public JsonObject json() {
        return JsonObject.with("baselineMet", new JsonBoolean(obstacle().isEmpty()))
                .and(
                        "results",
                        new JsonArray(
                                results.stream().<JsonValue>map(Result::json).toList()))
                .build();
    }
}
