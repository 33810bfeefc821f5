package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.procedure.credential.Rotations;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rotations in memory. */
public final class MemoryRotations implements Rotations {
    private static final Comparator<Rotation> OLDEST_FIRST =
            Comparator.comparing(Rotation::begun).thenComparing(Rotation::fresh);

    private final Map<String, Rotation> rotations = new LinkedHashMap<>();

    @Override
    public synchronized void put(Rotation rotation) {
        rotations.put(rotation.fresh(), rotation);
    }

    @Override
    public synchronized List<Rotation> open() {
        return sorted(OLDEST_FIRST).filter(Rotation::open).toList();
    }

    @Override
    public synchronized List<Rotation> history(String key, int most) {
        return sorted(OLDEST_FIRST.reversed())
                .filter(rotation -> rotation.key().equals(key))
                .limit(most)
                .toList();
    }

    private Stream<Rotation> sorted(Comparator<Rotation> order) {
        return rotations.values().stream().sorted(order);
    }
}
