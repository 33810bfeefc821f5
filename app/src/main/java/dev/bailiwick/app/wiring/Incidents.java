package dev.bailiwick.app.wiring;

import dev.bailiwick.console.incident.IncidentPages;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.core.incident.inquiry.Normal;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.isolation.NftIsolation;
import dev.bailiwick.procedure.agenda.Agenda;
import dev.bailiwick.procedure.incident.AfterAction;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.incident.Casework;
import dev.bailiwick.procedure.incident.Containment;
import dev.bailiwick.procedure.incident.Drills;
import dev.bailiwick.procedure.incident.EvidenceDesk;
import dev.bailiwick.procedure.incident.Investigation;
import dev.bailiwick.procedure.incident.Isolation;
import dev.bailiwick.procedure.incident.Recovery;
import dev.bailiwick.procedure.incident.Snapshots;
import dev.bailiwick.procedure.node.NodeNetworks;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The room for the worst day: what the log says of cases, and the lever. */
record Incidents(
        Cases cases,
        Containment containment,
        Isolation isolation,
        BegunCases begun,
        EvidenceDesk evidence,
        Bundles bundles,
        Investigation investigation,
        Snapshots snapshots,
        Casework casework,
        Recovery recovery,
        Drills drills,
        AfterAction afterAction) {
    private static final System.Logger LOG = System.getLogger(Incidents.class.getName());

    /** What failed is tried again this often; the first round, at the start, takes up what a crash left. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** The log signs ten times a second. */
    private static final Duration CHECKPOINT = Duration.ofMillis(20);

    /** A receiver elsewhere takes what there is several times a second. */
    private static final Duration LOOK = Duration.ofMillis(100);

    static Incidents open(Rooms rooms, Keys keys, Whereabouts whereabouts, Closing closing) {
        var cases = rooms.desks().cases();
        var casework = new Casework(
                cases,
                rooms.records().log(),
                RunbookFiles.shipped(),
                rooms.known().facts()::now,
                rooms.clock());
        var isolation = new Isolation(
                cases,
                casework,
                rooms.records().log(),
                new NodeNetworks(rooms.records().nodes(), rooms.records().contacts(), new NftIsolation())::of,
                () -> rooms.known().organisation().quarantine(),
                rooms.clock());
        var measures = new Measures(rooms, keys, whereabouts, isolation);
        var containment = closing.add(
                new Containment(rooms.records().log(), cases, measures.all(), rooms.clock(), new Chance()::caseId));
        var data = rooms.records().data();
        var investigation =
                new Investigation(cases, rooms.records().log(), (agent, since) -> normal(rooms, agent, since));
        var scene = new AgentScene(rooms, whereabouts, investigation);
        return new Incidents(
                cases,
                containment,
                isolation,
                new BegunCases(data.incidents()),
                evidence(rooms, cases, scene),
                new Bundles(data.incidents().resolve("evidence")),
                investigation,
                new Snapshots(cases, rooms.records().log(), investigation, scene::parts),
                casework,
                new Recovery(
                        cases, casework, rooms.records().log(), rooms.known().facts()::now, new Releasing(rooms)),
                drills(rooms, containment, cases),
                new AfterAction(
                        cases,
                        casework,
                        rooms.records().log(),
                        rooms.known().facts()::now,
                        rooms.clock(),
                        Set.copyOf(Scenario.SHIPPED)));
    }

    private static Drills drills(Rooms rooms, Containment containment, Cases cases) {
        var house = new Drills.House(
                rooms.records().log(),
                rooms.known().facts()::now,
                rooms.desks().forwarding()::standings,
                rooms.clock(),
                () -> moment(LOOK));
        return new Drills(rooms.enforcement().enforcer(), rooms.enforcement().reports(), containment, cases, house);
    }

    /** What the console's pages need of it. */
    IncidentPages.Room room() {
        return new IncidentPages.Room(
                cases,
                casework,
                investigation,
                recovery,
                (id, actor) -> evidence.seal(id, actor).map(bundles::file),
                (agent, reason, actor) ->
                        containment.contain(agent, reason, actor).id());
    }

    /** Of an agent that the register does not know nothing is normal. */
    private static Normal normal(Rooms rooms, AgentId agent, Instant since) {
        var known = rooms.known().facts().now().agent(agent);
        return new Normal(since, known.map(Agent::webList).orElse(Set.of()), known.flatMap(Agent::workspace));
    }

    private static EvidenceDesk evidence(Rooms rooms, Cases cases, AgentScene scene) {
        var records = rooms.records();
        return new EvidenceDesk(
                cases,
                records.log(),
                new LogNotary(records.files(), records.data().log()),
                scene,
                rooms.clock(),
                () -> moment(CHECKPOINT));
    }

    private static void moment(Duration long_) {
        try {
            Thread.sleep(long_);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** On an agenda of its own: a step may wait for a minute, and a freeze from outside must not. */
    void rounds(Closing closing) {
        var agenda = closing.add(new Agenda((task, e) -> LOG.log(System.Logger.Level.ERROR, task + " failed", e)));
        agenda.every(PAUSE, "open cases", () -> {
            begun.takeEach(this::takeOver);
            containment.resume();
        });
        agenda.every(PAUSE, "isolation", isolation::round);
    }

    /** Whether the case stands in the log now; while the log is away it is not even begun. */
    private boolean takeOver(Incident incident) {
        if (!containment.written()) return false;
        var account = incident.openedBy().replaceFirst("^account:", "");
        var _ = containment.takeOver(incident, new Actor.LocalAccount(account));
        return containment.written();
    }
}
