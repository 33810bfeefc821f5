package dev.bailiwick.core.hardening;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Judges what was observed, every check once. What no rule spoke about is unknown. */
public final class Inspection {
    private final Map<Check, Result> results = new EnumMap<>(Check.class);

    private Inspection() {}

    /** @param profile what the machine has to be like; without one, what only a profile can say is unknown */
    public static List<Result> of(Observed observed, Optional<AgentProfile> profile) {
        var inspection = new Inspection();
        new ProcessRules(observed, profile).judge(inspection);
        new ContainerRules(observed, profile).judge(inspection);
        new NetworkFilterRules(observed, profile).judge(inspection);
        new HostRules(observed, profile).judge(inspection);
        return List.of(Check.values()).stream().map(inspection::result).toList();
    }

    private Result result(Check check) {
        return results.getOrDefault(check, Result.unknown(check, "this scan does not look at it"));
    }

    /** The stricter of two words on one check stands: a contradiction is a failure. */
    void add(Result result) {
        results.merge(result.check(), result, (one, other) -> rank(one) >= rank(other) ? one : other);
    }

    private static int rank(Result result) {
        return switch (result.standing()) {
            case FAIL -> 3;
            case UNKNOWN -> 2;
            case PASS -> 1;
            case NOT_APPLICABLE -> 0;
        };
    }

    /** Passes when nothing is wrong, fails with what is. */
    void judge(Check check, Optional<String> wrong, String right, String source) {
        add(wrong.map(why -> Result.fail(check, why, source)).orElseGet(() -> Result.pass(check, right, source)));
    }

    /** As {@link #judge}, or unknown when the fact was not seen. */
    <T> void judge(
            Check check,
            Optional<T> seen,
            Supplier<String> unseen,
            java.util.function.Function<T, Optional<String>> wrong,
            String right,
            String source) {
        if (seen.isEmpty()) add(Result.unknown(check, unseen.get()));
        else judge(check, wrong.apply(seen.get()), right, source);
    }
}
