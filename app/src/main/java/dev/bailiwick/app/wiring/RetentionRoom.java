package dev.bailiwick.app.wiring;

import dev.bailiwick.procedure.agenda.Agenda;
import dev.bailiwick.procedure.retention.DailyPruning;
import dev.bailiwick.procedure.retention.RetentionDesk;
import dev.bailiwick.procedure.retention.Rules;
import dev.bailiwick.procedure.sink.Standing;
import java.time.Duration;

/** How long bodies are kept: by whom they are removed, and when by nobody's word. */
record RetentionRoom(RetentionDesk desk, DailyPruning daily) {
    private static final System.Logger LOG = System.getLogger(RetentionRoom.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** A bailiwick.yaml that was changed counts from the next start. */
    static RetentionRoom open(Rooms rooms) {
        var records = rooms.records();
        var keeping = rooms.enforcement().keeping();
        var desk = new RetentionDesk(
                records.log(),
                records.files().pruning(),
                rooms.known().facts(),
                () -> new Rules(keeping.inForce().retention()),
                () -> rooms.desks().forwarding().standings().stream()
                        .mapToLong(Standing::received)
                        .min()
                        .orElse(Long.MAX_VALUE),
                rooms.clock());
        return new RetentionRoom(desk, new DailyPruning(desk, records.log(), rooms.clock(), System::nanoTime));
    }

    /** On an agenda of its own: pruning takes its time. */
    void rounds(Closing closing) {
        var agenda = closing.add(new Agenda((task, e) -> LOG.log(System.Logger.Level.ERROR, task + " failed", e)));
        agenda.every(PAUSE, "pruning by rule", daily::turn);
    }
}
