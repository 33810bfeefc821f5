package dev.bailiwick.console.timeline;

import dev.bailiwick.console.text.Origin;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.policy.Applied;
import dev.bailiwick.json.JsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session step by step, oldest first: what was read, what was tried, and what decided it.
 *
 * @param whole whether its first step is the session's first
 * @param back how far back the log was looked through
 */
public record Replay(String agent, String session, List<Step> steps, boolean whole, long back) {
    public Replay {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param since after the first step, such as {@code +12.3 s}
     * @param policies that applied
     * @param sources where the arguments came from
     */
    public record Step(Line line, String since, List<Policy> policies, List<Origin> sources) {
        public Step {
            policies = List.copyOf(policies);
            sources = List.copyOf(sources);
        }
    }

    /** A policy that applied, and what it said: {@code permits}, {@code asks} or {@code forbids}. */
    public record Policy(String id, String says, String reason) {}

    /** @param found newest first */
    static Replay of(String agent, String session, LogSearch.Found found) {
        var entries = found.entries().reversed();
        boolean whole = found.older().isEmpty()
                || entries.stream()
                        .findFirst()
                        .filter(first -> first.body().string("what").equals(Optional.of("session-started")))
                        .isPresent();
        var start = entries.isEmpty() ? Instant.EPOCH : entries.getFirst().at();
        var steps = Stream.concat(
                        entries.stream().map(entry -> step(entry, start)),
                        found.gaps().stream().map(gap -> new Step(Line.of(gap), "", List.of(), List.of())))
                .sorted(Comparator.comparingLong(step -> step.line().sequence()))
                .toList();
        return new Replay(agent, session, steps, whole, found.back());
    }

    private static Step step(Entry entry, Instant start) {
        var judgement = judgement(entry);
        return new Step(
                Line.of(entry),
                since(Duration.between(start, entry.at())),
                judgement.map(Judgement::applied).map(Replay::policies).orElse(List.of()),
                judgement
                        .map(judged -> judged.question().meaning().provenance().stream()
                                .map(Origin::of)
                                .toList())
                        .orElse(List.of()));
    }

    /** An entry whose judgement was redacted beyond reading tells its line alone. */
    private static Optional<Judgement> judgement(Entry entry) {
        try {
            return entry.body().object("judgement").map(Judgement::of);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static String since(Duration duration) {
        long millis = duration.toMillis();
        return millis < 60_000 ? "+%.1f s".formatted(millis / 1e3) : "+%d min".formatted(millis / 60_000);
    }

    private static List<Policy> policies(Applied applied) {
        List<Policy> all = new ArrayList<>();
        for (var forbid : applied.forbids()) {
            all.add(new Policy(forbid.id(), forbid.requestable() ? "asks" : "forbids", forbid.reason()));
        }
        for (var permit : applied.permits()) all.add(new Policy(permit, "permits", ""));
        return all;
    }
}
