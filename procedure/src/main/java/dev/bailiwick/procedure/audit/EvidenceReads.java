package dev.bailiwick.procedure.audit;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes down who reads the log, what, and by which question. The first time is an entry before anything is handed over: no
 * entry, no reading. The same question again within {@link #WINDOW} is counted, and the count becomes an entry when the
 * window is over: a live page asks every second.
 */
public final class EvidenceReads {
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** So many different questions of one person in one window are entries of their own; the rest are counted together. */
    static final int MOST = 100;

    private final AuditLog log;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Question, Window> windows = new LinkedHashMap<>();

    /** How the log is read. */
    public enum How {
        SEARCHED,
        EXPORTED,
        /** One entry was opened. */
        ENTRY,
        /** A session was gone through step by step. */
        SESSION,
        TIMELINE,
        /** More different questions than are told one by one. */
        MANY
    }

    private record Question(Actor.Human actor, How how, JsonObject asked) {}

    /**
     * Since an entry told of it.
     *
     * @param again how many times it was asked since
     * @param entries how many entries were handed over since
     */
    private record Window(Instant since, long again, long entries) {
        boolean over(Instant now) {
            return !now.isBefore(since.plus(WINDOW));
        }

        Window and(long handed) {
            return new Window(since, again + 1, entries + handed);
        }
    }

    public EvidenceReads(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Before it is handed over.
     *
     * @param asked the question, without the page
     * @param entries how many entries are handed over
     * @throws AuditUnavailable when it cannot be written down: then nothing is handed over
     */
    public void read(Actor.Human actor, How how, JsonObject asked, long entries) {
        var question = new Question(actor, how, asked);
        lock.lock();
        try {
            var now = clock.instant();
            settle(now);
            var known = counted(question);
            var window = windows.get(known);
            if (window == null) append(known, now, 0, entries);
            windows.put(known, window == null ? new Window(now, 0, 0) : window.and(entries));
        } finally {
            lock.unlock();
        }
    }

    private Question counted(Question question) {
        if (windows.containsKey(question)) return question;
        long own = windows.keySet().stream()
                .filter(each -> each.actor().equals(question.actor()))
                .count();
        return own < MOST ? question : new Question(question.actor(), How.MANY, JsonObject.EMPTY);
    }

    /** Tells of what was counted in windows that are over. */
    public void settle() {
        lock.lock();
        try {
            settle(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private void settle(Instant now) {
        List<Question> over = new ArrayList<>();
        windows.forEach((question, window) -> {
            if (window.over(now)) over.add(question);
        });
        for (var question : over) {
            var window = windows.get(question);
            if (window != null && window.again() > 0)
                append(question, window.since(), window.again(), window.entries());
            windows.remove(question); // once it is told
        }
    }

    private void append(Question question, Instant since, long again, long entries) {
        var body = JsonObject.with("what", Fields.spelling(question.how()))
                .and("asked", Redacted.of(question.asked()).value())
                .and("entries", entries);
        if (again > 0) body.and("again", again).and("since", since.toString());
        log.append(Event.of(Event.Kind.READ, question.actor(), body.build()));
    }
}
