package dev.bailiwick.core.hardening;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of one agent's machine: the last look of each pair of eyes. A failure stands until whoever saw it looks again;
 * what one could not see, the other may have seen; what is older than a day proves nothing.
 */
public record Dossier(Map<Look.Eyes, Look> looks) {
    /** After it a look proves nothing any more. */
    public static final Duration FRESH = Duration.ofHours(24);

    public static final Dossier EMPTY = new Dossier(Map.of());

    public Dossier {
        looks = Map.copyOf(looks);
    }

    /** A control as it stands, and whose look says so. */
    public record Proof(Result result, Optional<Look> look) {}

    public Dossier with(Look look) {
        var next = new EnumMap<Look.Eyes, Look>(Look.Eyes.class);
        next.putAll(looks);
        next.put(look.eyes(), look);
        return new Dossier(next);
    }

    public Optional<Look> by(Look.Eyes eyes) {
        return Optional.ofNullable(looks.get(eyes));
    }

    /** Every control once, in the order of its id. */
    public List<Proof> proofs(Instant now) {
        return Stream.of(Check.values()).map(check -> proof(check, now)).toList();
    }

    private Proof proof(Check check, Instant now) {
        return looks.values().stream()
                .map(look -> new Proof(word(look, check, now), Optional.of(look)))
                .max(Comparator.comparingInt((Proof proof) -> weight(proof.result()))
                        .thenComparing(proof -> proof.look().orElseThrow().at()))
                .orElseGet(() -> new Proof(Result.unknown(check, "nobody has looked yet"), Optional.empty()));
    }

    private static Result word(Look look, Check check, Instant now) {
        var said = look.posture().results().stream()
                .filter(each -> each.check() == check)
                .findFirst()
                .orElseGet(() -> Result.unknown(check, "the look did not ask"));
        return now.isBefore(look.at().plus(FRESH)) ? said : stale(said);
    }

    private static Result stale(Result said) {
        var why = "the last look is older than " + FRESH.toHours() + " hours; then it was " + said.standing();
        return new Result(said.check(), Standing.UNKNOWN, why, "", said.declared());
    }

    private static int weight(Result result) {
        return switch (result.standing()) {
            case FAIL -> 3;
            case PASS -> 2;
            case NOT_APPLICABLE -> 1;
            case UNKNOWN -> 0;
        };
    }

    public Posture posture(Instant now) {
        return new Posture(proofs(now).stream().map(Proof::result).toList());
    }

    /** Why the agent may not go to production now, in a sentence. */
    public Optional<String> obstacle(List<Suppression> suppressions, Instant now) {
        if (looks.isEmpty()) return Optional.of("nobody has looked at its machine since Bailiwick started");
        return posture(now)
                .obstacle(suppressions, LocalDate.ofInstant(now, ZoneOffset.UTC))
                .map(each -> "the baseline is not met: " + each.check().id() + " is " + each.standing() + " ("
                        + each.because() + ")");
    }
}
