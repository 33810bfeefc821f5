package dev.bailiwick.procedure.screening;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.detection.Screening;
import dev.bailiwick.core.detection.Signal;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.FurtherReading;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.screening.Scanner.Opinion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Asks outside scanners about each text that an agent read, at most {@value #AT_ONCE} texts at a time. What they hear raises
 * what the session remembers of the text. A scanner that falls silent is an alert, once until it answers again; what its silence
 * counts as is the organisation's to say.
 */
public final class SecondReading implements FurtherReading {
    static final int AT_ONCE = 16;

    private final List<Asked> scanners;
    private final Sessions sessions;
    private final AuditLog log;
    private final Alerts alerts;
    private final Executor executor;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Map<String, Boolean> silent = new ConcurrentHashMap<>();

    /**
     * One scanner.
     *
     * @param silence what a text counts as that it did not answer about
     */
    public record Asked(Scanner scanner, Signal silence) {}

    /** @param executor carries out one conversation with the scanners; each may last as long as they are patient */
    public SecondReading(List<Asked> scanners, Sessions sessions, AuditLog log, Alerts alerts, Executor executor) {
        this.scanners = List.copyOf(scanners);
        this.sessions = sessions;
        this.log = log;
        this.alerts = alerts;
        this.executor = executor;
    }

    /** A text too many is one the scanners are silent about. */
    @Override
    public void read(AgentId agent, SessionId session, String text, Screening own) {
        var read = new Read(agent, session, text, own);
        if (scanners.isEmpty() || text.isBlank()) return;
        if (room.tryAcquire()) executor.execute(() -> ask(read));
        else scanners.forEach(each -> heard(read, each, new Opinion.Silent("has more to read than it manages")));
    }

    private record Read(AgentId agent, SessionId session, String text, Screening own) {}

    private void ask(Read read) {
        try {
            for (var each : scanners) heard(read, each, opinion(each.scanner(), read.text()));
        } finally {
            room.release();
        }
    }

    /** A scanner that breaks has said nothing about the text. */
    private static Opinion opinion(Scanner scanner, String text) {
        try {
            return scanner.scan(text);
        } catch (RuntimeException _) {
            return new Opinion.Silent("broke over a text");
        }
    }

    /** The session is stricter before anything is written: a log that is away keeps nobody from being careful. */
    private void heard(Read read, Asked asked, Opinion opinion) {
        var signal = switch (opinion) {
            case Opinion.Said(var screening) -> bounded(screening.signal());
            case Opinion.Silent _ -> asked.silence();
        };
        boolean raises = !read.own().signal().atLeast(signal);
        if (raises) sessions.change(read.agent(), read.session(), known -> known.raised(read.text(), signal.level()));
        told(read.agent(), asked.scanner().name(), opinion);
        if (!raises) return;
        log.append(new Event(
                Event.Kind.REPORTED,
                new Actor.House(),
                Optional.of(read.agent()),
                Optional.of(read.session()),
                body(read, asked, opinion, signal)));
    }

    /** Only the own rules may refuse by themselves. */
    private static Signal bounded(Signal signal) {
        return signal == Signal.HOSTILE ? Signal.SUSPICIOUS : signal;
    }

    private static JsonObject body(Read read, Asked asked, Opinion opinion, Signal signal) {
        return JsonObject.with("what", "scanned")
                .and("scanner", asked.scanner().name())
                .and("answered", opinion instanceof Opinion.Said)
                .and("signal", JsonNumber.of(signal.level()))
                .and("digest", Digest.of(read.text()).hex())
                .build();
    }

    private void told(AgentId agent, String scanner, Opinion opinion) {
        boolean now = opinion instanceof Opinion.Silent;
        boolean before = Boolean.TRUE.equals(silent.put(scanner, now));
        if (opinion instanceof Opinion.Silent(var why) && !before)
            alerts.raise(agent, "scanner-silent", "the scanner " + scanner + " " + why);
    }
}
