package dev.bailiwick.procedure.sink;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to one receiver. One thread drives it; anybody may ask how it stands. */
final class Lane {
    private static final int BATCH = 256;

    /** So many batches in one turn: then the checkpoint and the heartbeat have their say. */
    private static final int BATCHES = 64;

    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** The kept mark of what may have been sent runs ahead by so many entries, so that it is not written for each. */
    private static final long AHEAD = 1_000;

    private final SinkSettings settings;
    private final Sink sink;
    private final Forwarding.House house;
    private final Window window;
    private long next;
    private long marked;
    private String lastNote = "";
    private Instant lastBeat = Instant.EPOCH;
    private Instant retry = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;
    private Positions.@Nullable Position kept;

    private long shownReceived;
    private long shownNext;
    private long sent;
    private long passed;
    private long dropped;
    private Optional<Instant> acknowledged = Optional.empty();
    private Optional<Instant> failing = Optional.empty();
    private Optional<String> why = Optional.empty();
    private boolean alerted;

    Lane(SinkSettings settings, Sink sink, Forwarding.House house) {
        this.settings = settings;
        this.sink = sink;
        this.house = house;
        var position = house.positions().load(settings.name()).orElse(new Positions.Position(0, 0));
        this.kept = position;
        this.next = Math.min(position.received(), house.log().size());
        this.marked = position.sent();
        this.window = new Window(next);
        show();
    }

    /** For those who ask from another thread. */
    private synchronized void show() {
        shownReceived = window.received();
        shownNext = next;
    }

    SinkSettings settings() {
        return settings;
    }

    /** Sends what there is to send. */
    void turn() {
        var now = house.clock().instant();
        if (now.isBefore(retry)) return;
        try {
            if (!sink.acknowledges()) watch(now);
            for (int i = 0; i < BATCHES && next < house.log().size(); i++) batch();
            seal();
            beat(now);
        } catch (SinkAway e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    /** A connection that broke in silence is noticed here, and what went over it last is sent again. */
    private void watch(Instant now) {
        if (sink.stands()) window.settle(now);
        else again();
        keep();
    }

    private void again() {
        long from = window.broken();
        next = from;
        show();
    }

    private void batch() {
        List<Parcel> parcels = new ArrayList<>();
        long end = gather(parcels);
        mark(end);
        deliver(parcels);
        next = end;
        var now = house.clock().instant();
        if (sink.acknowledges()) window.acknowledged(end);
        else window.sent(end, now);
        well(now);
        keep();
        show();
    }

    private long gather(List<Parcel> parcels) {
        var end = new long[] {next};
        house.log().read(next, entry -> {
            end[0] = entry.sequence() + 1;
            if (wanted(entry)) parcels.add(new Parcel.Logged(entry, entry.sequence() < marked));
            else passed();
            return parcels.size() < BATCH && end[0] - next < 16 * BATCH;
        });
        return end[0];
    }

    private boolean wanted(Entry entry) {
        var filter = settings.filter();
        if (!filter.kinds().isEmpty() && !filter.kinds().contains(Fields.spelling(entry.kind()))) return false;
        if (!filter.agents().isEmpty()
                && !filter.agents().contains(entry.agent().orElse(""))) return false;
        return Decided.of(entry)
                .tier()
                .map(tier -> tier >= filter.from().number())
                .orElse(true);
    }

    /** Before anything is sent, it is kept that it may have been. */
    private void mark(long end) {
        var known = kept;
        if (known != null && end <= known.sent()) return;
        keep(new Positions.Position(window.received(), end + AHEAD));
    }

    private void deliver(List<Parcel> parcels) {
        if (parcels.isEmpty()) return;
        tried(parcels);
        try {
            sink.send(parcels);
            count(parcels.size());
        } catch (SinkRefuses e) {
            parcels.forEach(this::deliverAlone);
        }
    }

    /** Before the sending: of a batch that breaks in the middle the receiver may have the beginning. */
    private void tried(List<Parcel> parcels) {
        for (var each : parcels) {
            if (each instanceof Parcel.Logged(var entry, var _)) marked = Math.max(marked, entry.sequence() + 1);
        }
    }

    /** One bad event does not hold back those behind it. */
    private void deliverAlone(Parcel parcel) {
        try {
            sink.send(List.of(parcel));
            count(1);
        } catch (SinkRefuses e) {
            drop(String.valueOf(e.getMessage()));
        }
    }

    private void seal() {
        String note = house.checkpoint().get().orElse("");
        if (note.isEmpty() || note.equals(lastNote)) return;
        deliver(List.of(new Parcel.Sealed(house.clock().instant(), note)));
        lastNote = note;
    }

    private void beat(Instant now) {
        if (now.isBefore(lastBeat.plus(HEARTBEAT))) return;
        deliver(List.of(new Parcel.Alive(now, house.log().size(), next)));
        lastBeat = now;
        well(now);
    }

    private void keep() {
        var known = kept;
        long ahead = known == null ? next : Math.max(known.sent(), next);
        if (known == null || known.received() != window.received()) {
            keep(new Positions.Position(window.received(), ahead));
        }
    }

    private void keep(Positions.Position position) {
        house.positions().keep(settings.name(), position);
        kept = position;
    }

    private synchronized void count(int events) {
        sent += events;
    }

    private synchronized void passed() {
        passed++;
    }

    private void drop(String reason) {
        boolean first;
        synchronized (this) {
            first = dropped++ == 0;
        }
        if (first) alert("sink-refuses", "refuses an event for good: " + reason);
    }

    private void well(Instant now) {
        boolean recovered;
        synchronized (this) {
            recovered = failing.isPresent();
            acknowledged = Optional.of(now);
            failing = Optional.empty();
            why = Optional.empty();
        }
        pause = FIRST_PAUSE;
        if (recovered && alerted) alert("sink-well", "takes the log again");
        alerted = false;
    }

    void failed(String reason) {
        var now = house.clock().instant();
        again();
        retry = now.plus(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        synchronized (this) {
            if (failing.isEmpty()) failing = Optional.of(now);
            why = Optional.of(reason);
        }
        if (!alerted && failingFor(HEARTBEAT)) {
            alerted = true;
            alert("sink-failing", "does not take the log: " + reason);
        }
    }

    /** Where the log takes no alert, it takes no action either, and says so itself. */
    private void alert(String what, String text) {
        try {
            house.alerts().raise(what, "the sink \"" + settings.name() + "\" " + text);
        } catch (AuditUnavailable _) {
            alerted = false;
        }
    }

    synchronized boolean failingFor(Duration limit) {
        return failing.isPresent()
                && !house.clock().instant().isBefore(failing.get().plus(limit));
    }

    synchronized Standing standing() {
        return new Standing(
                settings.name(),
                shownReceived,
                Math.max(0, house.log().size() - shownNext),
                acknowledged,
                sent,
                passed,
                dropped,
                failing,
                why);
    }

    void close() {
        keep();
        sink.close();
    }
}
