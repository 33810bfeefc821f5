package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.LogCursor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** When each duty was said to be done last, as the log has it. */
final class Done {
    private static final String WHAT = "duty-done";

    private final AuditLog log;
    private final LogCursor cursor;
    private final Map<String, Instant> last = new HashMap<>();

    Done(AuditLog log) {
        this.log = log;
        this.cursor = new LogCursor(log, Wanted.of(Event.Kind.REVIEW).about(WHAT));
    }

    /** Reads what is new. */
    synchronized void follow() {
        cursor.advance(this::take);
    }

    private void take(Entry entry) {
        if (!entry.body().string("what").equals(Optional.of(WHAT))) return;
        entry.body().string("duty").ifPresent(duty -> last.put(duty, entry.at()));
    }

    synchronized Optional<Instant> last(String duty) {
        return Optional.ofNullable(last.get(duty));
    }

    /** What was never done counts from the beginning of the log. */
    Optional<Instant> begun() {
        return log.begun();
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
