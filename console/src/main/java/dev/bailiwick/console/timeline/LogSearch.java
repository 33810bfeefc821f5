package dev.bailiwick.console.timeline;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches the log from its end backwards, in bounded steps. What it meets no entry of, it tells as a gap. */
public final class LogSearch {
    /** One search reads at most this many entries; then it says where to go on. */
    public static final int READS = 20_000;

    private static final int CHUNK = 512;

    /**
     * What was found, newest first.
     *
     * @param gaps where nothing could be looked at
     * @param back every entry from here on was looked at
     * @param older where to go on looking, empty when the log's beginning was reached
     */
    public record Found(List<Entry> entries, List<Gap> gaps, long back, Optional<Long> older) {
        public Found {
            entries = List.copyOf(entries);
            gaps = List.copyOf(gaps);
        }

        /** Entries and gaps in their order, newest first. */
        List<Line> lines() {
            return Stream.concat(entries.stream().map(Line::of), gaps.stream().map(Line::of))
                    .sorted(Comparator.comparingLong(Line::sequence).reversed())
                    .toList();
        }
    }

    private final AuditLog log;

    public LogSearch(AuditLog log) {
        this.log = log;
    }

    /** Gathers from the newest to the oldest. */
    private static final class Gathering {
        private final Filter filter;
        private final int limit;
        private final List<Entry> entries = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private boolean open;

        Gathering(Filter filter, int limit) {
            this.filter = filter;
            this.limit = limit;
        }

        /** Takes what stands at one place; answers whether that was enough. */
        boolean enough(Piece piece) {
            switch (piece) {
                case Piece.Whole(var entry) -> {
                    if (!filter.matches(entry)) return false;
                    entries.add(entry);
                    open = false;
                }
                case Piece.Hole(var gap) -> gap(gap);
            }
            return entries.size() == limit;
        }

        /** Gaps with no entry to show between them are one. */
        private void gap(Gap older) {
            var joined = open ? gaps.getLast().with(older) : Optional.<Gap>empty();
            if (joined.isPresent()) gaps.removeLast();
            gaps.add(joined.orElse(older));
            open = true;
        }

        Found found(long back) {
            return new Found(entries, gaps, back, back > 0 ? Optional.of(back) : Optional.empty());
        }
    }

    private sealed interface Piece {
        long first();

        record Whole(Entry entry) implements Piece {
            @Override
            public long first() {
                return entry.sequence();
            }
        }

        record Hole(Gap gap) implements Piece {
            @Override
            public long first() {
                return gap.first();
            }
        }
    }

    /** Looks at entries below {@code before}, newest first, until there are {@code limit} that match. */
    public Found newest(Filter filter, Optional<Long> before, int limit) {
        long end = Math.clamp(before.orElse(Long.MAX_VALUE), 0, log.size());
        long stop = Math.max(0, end - READS);
        var gathering = new Gathering(filter, limit);
        while (end > stop) {
            long from = Math.max(stop, end - CHUNK);
            for (var piece : pieces(filter, from, end).reversed()) {
                if (gathering.enough(piece)) return gathering.found(piece.first());
            }
            end = from;
        }
        return gathering.found(end);
    }

    /** Everything between two places: an entry, or a gap where one should be. */
    private List<Piece> pieces(Filter filter, long from, long end) {
        List<Piece> pieces = new ArrayList<>();
        long next = from;
        for (var entry : chunk(from, end)) {
            if (entry.sequence() < next) continue; // out of its order: `audit verify` names it
            if (entry.sequence() > next) pieces.add(new Piece.Hole(Gap.missing(next, entry.sequence() - 1)));
            piece(filter, entry).ifPresent(pieces::add);
            next = entry.sequence() + 1;
        }
        if (next < end) pieces.add(new Piece.Hole(Gap.missing(next, end - 1)));
        return pieces;
    }

    /** A pruned entry is a gap, unless the filter says that it cannot have been what is looked for. */
    private static Optional<Piece> piece(Filter filter, Entry entry) {
        var stub = Stub.of(entry);
        if (stub.isEmpty() || filter.wantsStubs()) return Optional.of(new Piece.Whole(entry));
        return filter.mayHaveMatched(stub.get())
                ? Optional.of(
                        new Piece.Hole(Gap.pruned(entry.sequence(), stub.get().tombstone())))
                : Optional.empty();
    }

    /** Reads as far as it can be read. */
    private List<Entry> chunk(long from, long end) {
        var chunk = new ArrayList<Entry>(CHUNK);
        try {
            log.read(from, entry -> {
                if (entry.sequence() >= end) return false;
                chunk.add(entry);
                return entry.sequence() < end - 1;
            });
        } catch (AuditUnavailable _) {
            // what is behind this place is a gap, and shown as one
        }
        return chunk;
    }

    public Optional<Entry> find(long sequence) {
        if (sequence < 0 || sequence >= log.size()) return Optional.empty();
        return chunk(sequence, sequence + 1).stream()
                .filter(entry -> entry.sequence() == sequence)
                .findFirst();
    }

    /** The body of an entry as it was appended; empty when there is no such entry, or what lies beside the log was changed. */
    public Optional<JsonObject> body(long sequence) {
        return find(sequence).flatMap(log::body);
    }

    public long size() {
        return log.size();
    }
}
