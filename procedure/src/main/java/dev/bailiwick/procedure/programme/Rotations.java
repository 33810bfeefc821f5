package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.core.programme.Recurring;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Standing credentials: each is due as old as its rotation lets it become. What is made for each use has no date. */
public record Rotations(Supplier<List<ServiceKey>> keys, Supplier<List<Lease>> leases) implements ProgrammeDesk.Source {
    private static final String DUTY = "rotation";

    @Override
    public Stream<Duty> duties(Programme programme) {
        var open = leases.get();
        return programme.find(DUTY).stream()
                .flatMap(what -> keys.get().stream().flatMap(key -> duty(what, key, open).stream()));
    }

    private static Optional<Duty> duty(Recurring what, ServiceKey key, List<Lease> open) {
        return open.stream()
                .filter(lease -> lease.key().equals(key.name()) && lease.state() == Lease.State.ACTIVE)
                .findFirst()
                .map(lease -> new Duty(
                        what,
                        key.name(),
                        Optional.of(key.agent()),
                        Optional.of(lease.issued()),
                        key.due(lease.issued()),
                        Optional.empty()));
    }
}
