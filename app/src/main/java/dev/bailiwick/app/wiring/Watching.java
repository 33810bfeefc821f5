package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.hardening.PostureSettings;
import dev.bailiwick.procedure.agenda.Agenda;
import dev.bailiwick.procedure.hardening.PostureWatch;
import dev.bailiwick.procedure.node.NodeMachines;
import java.nio.file.Files;
import java.time.Duration;

/** The room that watches agents' machines: settings from {@code posture.yaml}, a look when one is due. */
final class Watching {
    private static final System.Logger LOG = System.getLogger(Watching.class.getName());

    /** How soon a changed setting, or a step to production, is noticed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** How soon a risk that grew is told of. */
    private static final Duration RISK = Duration.ofSeconds(20);

    /** What stays for two looks is told of within a minute. */
    private static final Duration STRANGERS = Duration.ofSeconds(20);

    private final DataFolder data;
    private final Rooms rooms;
    private final PostureWatch watch;

    private Watching(Rooms rooms, Whereabouts whereabouts) {
        this.data = rooms.records().data();
        this.rooms = rooms;
        var enforcement = rooms.enforcement();
        watch = new PostureWatch(
                rooms.desks().posture(),
                new NodeMachines(
                        rooms.records().nodes(),
                        rooms.records().contacts(),
                        new AgentMachines(
                                data,
                                agent -> whereabouts.of(agent).root(),
                                () -> rooms.desks().posture().settings().advisories(),
                                rooms.clock()),
                        rooms.clock()),
                rooms.known().facts()::now,
                new PostureWatch.Consequences(enforcement.alerts(), enforcement.precautions()),
                rooms.clock());
    }

    /** What was known before the start counts at once, and so does what was not. */
    static Watching open(Rooms rooms, Whereabouts whereabouts) {
        var watching = new Watching(rooms, whereabouts);
        rooms.desks().posture().restore();
        watching.follow();
        watching.watch.weigh();
        return watching;
    }

    /** On an agenda of its own: a look takes seconds, and a freeze from outside must not wait for it. */
    void rounds(Closing closing, Governance governance) {
        var agenda = closing.add(new Agenda((task, e) -> LOG.log(System.Logger.Level.ERROR, task + " failed", e)));
        agenda.every(PAUSE, "agents' machines", () -> {
            follow();
            watch.round();
        });
        agenda.every(RISK, "risk", governance.risk().desk()::look);
        agenda.every(STRANGERS, "unregistered agents", governance.discovery()::look);
    }

    /** A file that cannot be read changes nothing; the failure is reported. */
    private void follow() {
        var file = data.posture();
        if (!Files.exists(file)) return;
        var read = YamlDocument.read(file);
        rooms.desks().posture().follow(read.as(PostureSettings::of), read.value());
    }
}
