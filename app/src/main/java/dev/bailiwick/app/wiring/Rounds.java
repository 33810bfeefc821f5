package dev.bailiwick.app.wiring;

import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.procedure.agenda.Agenda;
import java.time.Duration;

/** What the house does again and again. None of it makes anything safe: it tells people, and tidies. */
final class Rounds {
    /** Two looks see the same difference within a minute. */
    private static final Duration CONTROL = Duration.ofSeconds(20);

    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

    private Rounds() {}

    static Agenda start(Rooms rooms, Canaries canaries, Whereabouts whereabouts) {
        var enforcement = rooms.enforcement();
        var desks = rooms.desks();
        var agenda = agenda();
        agenda.every(Duration.ofMillis(500), "freezes from outside", () -> reload(rooms));
        agenda.every(Duration.ofSeconds(1), "liveness", () -> look(rooms));
        agenda.every(Duration.ofSeconds(1), "bailiwick.yaml", desks.registration()::follow);
        agenda.every(Duration.ofSeconds(2), "owners", desks.ownership()::look);
        agenda.every(Duration.ofSeconds(2), "orphans", desks.orphans()::look);
        agenda.every(Duration.ofSeconds(2), "papers", desks.papers()::look);
        agenda.every(Canaries.PAUSE, "canaries", canaries::send);
        agenda.every(Duration.ofSeconds(2), "whereabouts", whereabouts::write);
        agenda.every(Duration.ofSeconds(2), "lapsed approvals", enforcement.approvals()::lapse);
        agenda.every(
                Duration.ofSeconds(2),
                "unanswered approvals",
                () -> enforcement.approvals().escalate(desks.registration().escalation()));
        agenda.every(CONTROL, "control state", () -> {
            desks.control().look();
            rooms.records().log().keepSnapshot(rooms.clock().instant());
        });
        var labels = new LabelFile(rooms.known().facts(), rooms.enforcement().alerts()::raise, rooms.clock());
        labels.look();
        agenda.every(Duration.ofSeconds(10), "labels", labels::look);
        agenda.every(
                Duration.ofMinutes(1), "readings of the log", rooms.records().reads()::settle);
        return agenda;
    }

    /** What reads the log. After a long absence it has much to read, and nothing else waits for it. */
    static Agenda reading(Rooms rooms) {
        var desks = rooms.desks();
        var agenda = agenda();
        agenda.every(Duration.ofSeconds(2), "dormant agents", desks.accounts()::look);
        agenda.every(Duration.ofSeconds(2), "automations", desks.automations()::look);
        agenda.every(Duration.ofSeconds(2), "reviews", desks.duties()::follow);
        agenda.every(Duration.ofSeconds(1), "search index", desks.indexing()::follow);
        return agenda;
    }

    private static Agenda agenda() {
        return new Agenda((task, e) -> LOG.log(System.Logger.Level.ERROR, task + " failed", e));
    }

    private static void reload(Rooms rooms) {
        var facts = rooms.known().facts();
        Freezes before = facts.now().freezes();
        rooms.desks().stop().reload();
        if (!before.equals(facts.now().freezes()))
            rooms.enforcement().approvals().lookAgain();
    }

    private static void look(Rooms rooms) {
        rooms.known()
                .facts()
                .now()
                .agents()
                .keySet()
                .forEach(rooms.enforcement().liveness()::state);
    }
}
