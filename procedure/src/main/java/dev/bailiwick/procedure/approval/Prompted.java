package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.Optional;

/**
 * How much of what stays inside (tiers 1 and 2) went on without asking anybody.
 *
 * @param alone permitted without a person
 * @param asked what a person was asked about
 */
public record Prompted(long alone, long asked) {
    /** So many of the log's last entries are looked at. */
    static final long STRETCH = 50_000;

    /** Of the log's last stretch. */
    public static Prompted of(AuditLog log) {
        long[] counted = new long[2];
        log.read(Math.max(0, log.size() - STRETCH), entry -> {
            if (inside(entry)) count(Decided.of(entry), counted);
            return true;
        });
        return new Prompted(counted[0], counted[1]);
    }

    private static boolean inside(Entry entry) {
        return entry.kind() == Event.Kind.DECISION
                && Decided.of(entry).tier().filter(tier -> tier <= 2).isPresent();
    }

    private static void count(Decided decided, long[] counted) {
        if (decided.verdict().equals(Optional.of("permit")) && decided.task().isEmpty()) counted[0]++;
        if (decided.verdict().equals(Optional.of("pending"))) counted[1]++;
    }

    /** In a hundred, how many nobody was asked about; all of none. */
    public long percent() {
        long all = alone + asked;
        return all == 0 ? 100 : alone * 100 / all;
    }

    public JsonObject json() {
        return JsonObject.builder()
                .and("alone", alone)
                .and("asked", asked)
                .and("unpromptedPercent", percent())
                .build();
    }
}
