package dev.bailiwick.app.wiring;

import dev.bailiwick.core.register.discovery.Runtimes;
import dev.bailiwick.core.register.discovery.Sighting;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.posture.Neighbours;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.register.Discovery;
import dev.bailiwick.procedure.stop.ProcessId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What runs on this machine beside the registered agents. */
final class Strangers {
    private final CurrentFacts facts;
    private final Whereabouts whereabouts;
    private final Runtimes runtimes = shipped();

    private Strangers(CurrentFacts facts, Whereabouts whereabouts) {
        this.facts = facts;
        this.whereabouts = whereabouts;
    }

    static Discovery discovery(Rooms rooms, Whereabouts whereabouts) {
        var strangers = new Strangers(rooms.known().facts(), whereabouts);
        return new Discovery(rooms.records().log(), rooms.enforcement().alerts(), strangers::seen, rooms.clock());
    }

    private List<Sighting> seen() {
        return runtimes.strangers(Neighbours.look(), new Runtimes.Registered(registered()));
    }

    private Set<Long> registered() {
        var known = new HashSet<Long>();
        for (AgentId agent : facts.now().agents().keySet())
            whereabouts
                    .of(agent)
                    .root()
                    .map(ProcessId::pid)
                    .map(Neighbours::tree)
                    .ifPresent(known::addAll);
        return known;
    }

    private static Runtimes shipped() {
        try (var file = Runtimes.class.getResourceAsStream(Runtimes.FILE)) {
            if (file == null) throw new IllegalStateException("the known runtimes are missing from the program");
            return Runtimes.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException | JsonException e) {
            throw new IllegalStateException("the known runtimes cannot be read: " + e.getMessage(), e);
        }
    }
}
