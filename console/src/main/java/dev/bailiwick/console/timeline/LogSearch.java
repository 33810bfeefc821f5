package dev.bailiwick.console.timeline;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches the log from its end backwards, in bounded steps. */
public final class LogSearch {
    /** One search reads at most this many entries; then it says where to go on. */
    public static final int READS = 20_000;

    private static final int CHUNK = 512;

    /**
     * What was found, newest first.
     *
     * @param back every entry from here on was looked at
     * @param older where to go on looking, empty when the log's beginning was reached
     */
    public record Found(List<Entry> entries, long back, Optional<Long> older) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    private final AuditLog log;

    public LogSearch(AuditLog log) {
        this.log = log;
    }

    /**
     * Looks at entries below {@code before}, newest first, until there are {@code limit} that match.
     *
     * @throws dev.bailiwick.procedure.audit.AuditUnavailable when the log cannot be read
     */
    public Found newest(Filter filter, Optional<Long> before, int limit) {
        long end = Math.clamp(before.orElse(Long.MAX_VALUE), 0, log.size());
        long stop = Math.max(0, end - READS);
        var found = new ArrayList<Entry>();
        while (end > stop) {
            long from = Math.max(stop, end - CHUNK);
            for (var entry : chunk(from, end).reversed()) {
                if (!filter.matches(entry)) continue;
                found.add(entry);
                if (found.size() == limit) return found(found, entry.sequence());
            }
            end = from;
        }
        return found(found, end);
    }

    private static Found found(List<Entry> entries, long back) {
        return new Found(entries, back, back > 0 ? Optional.of(back) : Optional.empty());
    }

    private List<Entry> chunk(long from, long end) {
        var chunk = new ArrayList<Entry>(CHUNK);
        log.read(from, entry -> {
            if (entry.sequence() >= end) return false;
            chunk.add(entry);
            return entry.sequence() < end - 1;
        });
        return chunk;
    }

    public Optional<Entry> find(long sequence) {
        if (sequence < 0 || sequence >= log.size()) return Optional.empty();
        return chunk(sequence, sequence + 1).stream().findFirst();
    }

    /** The body of an entry as it was appended; empty when there is no such entry, or what lies beside the log was changed. */
    public Optional<JsonObject> body(long sequence) {
        return find(sequence).flatMap(log::body);
    }

    public long size() {
        return log.size();
    }
}
