package dev.bailiwick.procedure.risk;

import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.risk.Reading;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.hardening.PostureDesk;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A control of the machines, as it stands on the worst of them. */
public record PostureControls(PostureDesk desk, Supplier<Set<AgentId>> agents, InstantSource clock)
        implements RiskDesk.Source {
    private record Seen(AgentId agent, Result result) {
        /** The worst last. */
        int weight() {
            return switch (result.standing()) {
                case FAIL -> 3;
                case UNKNOWN -> 2;
                case PASS -> 1;
                case NOT_APPLICABLE -> 0;
            };
        }
    }

    @Override
    public Optional<Reading> read(String name) {
        return Stream.of(Check.values())
                .filter(check -> check.id().equals(name))
                .findFirst()
                .map(this::read);
    }

    private Reading read(Check check) {
        return agents.get().stream()
                .sorted(Comparator.comparing(AgentId::value))
                .map(agent -> new Seen(agent, result(agent, check)))
                .max(Comparator.comparingInt(Seen::weight))
                .map(seen -> new Reading(check.promise(), seen.result().standing(), because(seen)))
                .orElseGet(() -> new Reading(check.promise(), Standing.NOT_APPLICABLE, "no agent is registered"));
    }

    private Result result(AgentId agent, Check check) {
        return desk.dossier(agent).proofs(clock.instant()).stream()
                .map(proof -> proof.result())
                .filter(result -> result.check() == check)
                .findFirst()
                .orElseThrow();
    }

    private static String because(Seen seen) {
        return "on " + seen.agent() + "'s machine: " + seen.result().because();
    }
}
