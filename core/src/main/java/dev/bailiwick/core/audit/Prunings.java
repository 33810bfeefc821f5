package dev.bailiwick.core.audit;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what was found pruned to the tombstones that say so. Grows with the tombstones, not with the entries. */
final class Prunings {
    /** More findings than this tell nobody more. */
    private static final int MOST = 1_000;

    private static final class Found {
        private final Runs.Gathering stubs = new Runs.Gathering();
        private Digest digest = Tombstone.NO_STUBS;
        private long count;
    }

    private final Map<Long, Found> found = new HashMap<>();
    private final Map<Long, Tombstone> tombstones = new HashMap<>();
    private final List<Long> withoutBody = new ArrayList<>();

    void stub(Stub stub) {
        var of = found.computeIfAbsent(stub.tombstone(), _ -> new Found());
        of.stubs.add(stub.sequence());
        of.digest = stub.after(of.digest);
        of.count++;
    }

    /** Takes an entry on retention; a broken one names nothing. */
    void tombstone(byte[] bytes) {
        try {
            var entry = Entry.of(Json.parseObject(bytes, JsonLimits.FILE));
            Tombstone.of(entry).ifPresent(tombstone -> tombstones.put(entry.sequence(), tombstone));
        } catch (JsonException | IllegalArgumentException _) {
            // then what it should name is named by nobody
        }
    }

    /** The body beside this entry is gone, and only that. */
    void withoutBody(long entry) {
        withoutBody.add(entry);
    }

    long stubs() {
        return found.values().stream().mapToLong(each -> each.count).sum();
    }

    /** How many entries were named and still stand: a removal that did not come to its end, and was not made anew. */
    long unfinished() {
        var gone = found.values().stream().map(each -> each.stubs.runs()).toList();
        return tombstones.entrySet().stream()
                .filter(each -> count(each.getKey()) < each.getValue().entries().count())
                .flatMapToLong(each -> each.getValue().entries().sequences())
                .distinct()
                .filter(entry -> gone.stream().noneMatch(stubs -> stubs.has(entry)))
                .count();
    }

    private long count(long tombstone) {
        var of = found.get(tombstone);
        return of == null ? 0 : of.count;
    }

    /** @param signed only a tombstone below this size counts: what nobody signed may have been written by anybody */
    List<Finding> findings(long signed) {
        List<Finding> findings = new ArrayList<>();
        found.forEach((sequence, each) ->
                unnamed(sequence, each, sequence < signed ? tombstones.get(sequence) : null, findings));
        for (long entry : withoutBody) {
            boolean named = tombstones.entrySet().stream()
                    .anyMatch(each ->
                            each.getKey() < signed && each.getValue().entries().has(entry));
            if (!named) findings.add(new Finding.Changed(entry, "its body beside the log is missing"));
        }
        return findings;
    }

    private static void unnamed(long sequence, Found found, @Nullable Tombstone tombstone, List<Finding> findings) {
        for (var run : found.stubs.runs().runs()) {
            for (long entry = run.first(); entry <= run.last() && findings.size() < MOST; entry++) {
                boolean named = tombstone != null
                        && entry < sequence
                        && tombstone.entries().has(entry);
                if (!named) findings.add(new Finding.Changed(entry, "it was removed, and no signed entry says so"));
            }
        }
        if (tombstone == null || found.count != tombstone.entries().count()) return;
        if (!found.digest.equals(tombstone.stubs())) findings.add(altered(sequence, tombstone));
    }

    private static Finding altered(long sequence, Tombstone tombstone) {
        long first = tombstone.entries().runs().getFirst().first();
        return new Finding.Changed(
                first, "what is left of it and those removed with it is not what entry " + sequence + " says");
    }
}
