package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.procedure.approval.Glasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@link Glasses} that forget. */
public final class MemoryGlasses implements Glasses {
    private final List<Glass> kept = new ArrayList<>();

    @Override
    public synchronized void add(Glass glass) {
        if (kept.stream().anyMatch(each -> each.id().equals(glass.id())))
            throw new IllegalArgumentException("glass id " + glass.id() + " is taken");
        kept.add(glass);
    }

    @Override
    public synchronized List<Glass> list(int limit, int offset) {
        return kept.stream()
                .sorted(Comparator.comparing(Glass::broken)
                        .reversed()
                        .thenComparing(each -> each.id().value()))
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
