package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a step is told.
 *
 * @param agent whom to contain; all when empty
 * @param beside what the other steps come to, while it comes
 */
public record Order(
        CaseId id, Optional<AgentId> agent, String reason, Actor actor, Map<Step, CompletableFuture<Taken>> beside) {
    public Order {
        beside = Map.copyOf(beside);
    }

    /** Those that are begun now, and what the case knows of the others. */
    static Map<Step, CompletableFuture<Taken>> beside(Incident incident, Set<Step> begun) {
        var all = new EnumMap<Step, CompletableFuture<Taken>>(Step.class);
        incident.taken().forEach((step, taken) -> all.put(step, CompletableFuture.completedFuture(taken)));
        begun.forEach(step -> all.put(step, new CompletableFuture<>()));
        return all;
    }

    CompletableFuture<Taken> beside(Step step) {
        return Objects.requireNonNull(beside.get(step));
    }

    /** What another step came to; empty when it was not begun, or did not end in that time. Only what cuts deepest asks. */
    public Optional<Taken> ended(Step step, Duration longest) {
        var other = beside.get(step);
        if (other == null) return Optional.empty();
        try {
            return Optional.of(other.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
