package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.people.Passkey;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.signin.Passkeys;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passkeys in memory. */
public final class MemoryPasskeys implements Passkeys {
    private static final Comparator<Kept> OLDEST = Comparator.comparing(
                    (Kept kept) -> kept.passkey().registered())
            .thenComparing(kept -> kept.passkey().id());

    private final Map<String, Kept> kept = new HashMap<>();

    @Override
    public synchronized void add(Passkey passkey, long counter) {
        var before = kept.putIfAbsent(passkey.id(), new Kept(passkey, counter, Optional.empty()));
        if (before != null) throw new IllegalArgumentException("this passkey is known already");
    }

    @Override
    public synchronized Optional<Kept> find(String id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public synchronized List<Kept> of(PersonId person) {
        return kept.values().stream()
                .filter(each -> each.passkey().person().equals(person))
                .sorted(OLDEST)
                .toList();
    }

    @Override
    public synchronized boolean used(Kept before, long counter, Instant at) {
        var now = kept.get(before.passkey().id());
        if (now == null || now.counter() != before.counter()) return false;
        kept.put(before.passkey().id(), new Kept(before.passkey(), counter, Optional.of(at)));
        return true;
    }

    @Override
    public synchronized void remove(String id) {
        kept.remove(id);
    }
}
