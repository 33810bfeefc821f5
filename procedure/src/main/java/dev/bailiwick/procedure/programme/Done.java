package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** When each duty was said to be done last, as the log has it. */
final class Done {
    private static final String WHAT = "duty-done";

    private final AuditLog log;
    private final Map<String, Instant> last = new HashMap<>();
    private Optional<Instant> begun = Optional.empty();
    private long next;

    Done(AuditLog log) {
        this.log = log;
    }

    /** Reads what is new. */
    synchronized void follow() {
        log.read(next, entry -> {
            take(entry);
            next = entry.sequence() + 1;
            return true;
        });
    }

    private void take(Entry entry) {
        if (begun.isEmpty()) begun = Optional.of(entry.at());
        if (entry.kind() != Event.Kind.REVIEW || !entry.body().string("what").equals(Optional.of(WHAT))) return;
        entry.body().string("duty").ifPresent(duty -> last.put(duty, entry.at()));
    }

    synchronized Optional<Instant> last(String duty) {
        return Optional.ofNullable(last.get(duty));
    }

    /** When the log began: what was never done counts from there. */
    synchronized Optional<Instant> begun() {
        return begun;
    }

    void record(String duty, Actor actor, String note) {
        var body = JsonObject.with("what", WHAT)
                .and("duty", duty)
                .and("note", note)
                .build();
        log.append(Event.of(Event.Kind.REVIEW, actor, body));
        follow();
    }
}
