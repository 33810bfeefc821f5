package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.core.programme.Recurring;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.procedure.hardening.PostureDesk;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A look at each agent's machine: due from the last one that was taken. */
public record MachineLooks(PostureDesk desk, Supplier<Collection<Agent>> agents) implements ProgrammeDesk.Source {
    static final String DUTY = "posture-scan";

    @Override
    public Stream<Duty> duties(Programme programme) {
        return programme.find(DUTY).stream()
                .flatMap(what -> agents.get().stream()
                        .filter(agent -> agent.step() != Step.DRAFT)
                        .map(agent -> duty(what, agent)));
    }

    private Duty duty(Recurring what, Agent agent) {
        Optional<Instant> last =
                desk.dossier(agent.id()).looks().values().stream().map(Look::at).max(Instant::compareTo);
        return new Duty(
                what,
                agent.id().value(),
                Optional.of(agent.id()),
                last,
                last.orElse(agent.since()).plus(what.every()),
                Optional.empty());
    }
}
