package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.value.Host;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connections outside the list: what was tried, what the way out refused, and the sockets that the seal saw. */
final class Connections {
    private Connections() {}

    static Answer asked(Reading reading, Normal normal, Incident incident) {
        List<Sighting> found = new ArrayList<>();
        for (var deed : reading.deeds())
            if (deed.host() && deed.leaves() && !normal.listed(deed.target()))
                found.add(deed.sighting(List.of("on no list")));
        reading.ofKind(Event.Kind.ALERT)
                .filter(entry -> Reading.what(entry).startsWith("egress-"))
                .forEach(entry -> found.add(Sighting.of(entry, Reading.text(entry), "the way out refused it")));
        var seal = incident.at(Step.SEAL);
        var processes = seal.map(taken -> taken.detail().array("processes")).filter(rows -> rows.size() > 0);
        processes.ifPresent(rows -> found.addAll(peers(seal.orElseThrow(), rows)));
        List<String> cannot = new ArrayList<>(reading.gaps());
        if (processes.isEmpty()) cannot.add("sockets: no snapshot of the processes was sealed before the stop");
        return new Answer(Question.CONNECTIONS, found, cannot);
    }

    private static List<Sighting> peers(Taken seal, JsonArray processes) {
        List<Sighting> found = new ArrayList<>();
        for (var row : processes.values()) {
            if (!(row instanceof JsonObject process)) continue;
            for (var peer : process.array("peers").values()) {
                String address = peer instanceof JsonString(var value) ? value : peer.text();
                if (elsewhere(address)) found.add(open(seal, process, address));
            }
        }
        return found;
    }

    private static Sighting open(Taken seal, JsonObject process, String address) {
        return new Sighting(
                Optional.empty(),
                seal.began(),
                process.string("executable").orElse("") + " to " + address,
                List.of("an open connection past the way out, at the moment of the seal"));
    }

    /** The way out listens on this machine: a peer elsewhere went past it. */
    private static boolean elsewhere(String peer) {
        int colon = peer.lastIndexOf(':');
        if (colon < 0) return true;
        String host = peer.substring(0, colon);
        return Host.read(host.contains(":") ? "[" + host + "]" : host)
                .map(read -> !read.isThisMachine())
                .orElse(true);
    }
}
