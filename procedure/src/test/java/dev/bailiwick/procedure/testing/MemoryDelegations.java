package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.approval.Delegations;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link Delegations} that forget. */
public final class MemoryDelegations implements Delegations {
    private static final Comparator<Delegation> BY_END = Comparator.comparing(Delegation::ends)
            .thenComparing(each -> each.id().value());

    private final Map<DelegationId, Delegation> kept = new LinkedHashMap<>();

    @Override
    public synchronized void add(Delegation delegation) {
        if (kept.putIfAbsent(delegation.id(), delegation) != null)
            throw new IllegalArgumentException("delegation id " + delegation.id() + " is taken");
    }

    @Override
    public synchronized Optional<Delegation> find(DelegationId id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public synchronized boolean replace(Delegation next) {
        var before = kept.get(next.id());
        if (before == null || before.revision() != next.revision() - 1) return false;
        kept.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized List<Delegation> to(PersonId deputy, Instant now) {
        return live().filter(each -> each.to().equals(deputy) && now.isBefore(each.ends()))
                .sorted(BY_END)
                .toList();
    }

    @Override
    public synchronized List<Delegation> standing(int limit, int offset) {
        return live().sorted(Comparator.comparing(Delegation::ends)
                        .reversed()
                        .thenComparing(each -> each.id().value()))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    private Stream<Delegation> live() {
        return kept.values().stream().filter(each -> each.ended().isEmpty());
    }
}
