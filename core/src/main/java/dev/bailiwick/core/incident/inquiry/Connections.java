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
        peers(incident).forEach(peer -> found.add(peer.sighting()));
        List<String> cannot = new ArrayList<>(reading.gaps());
        if (processes(incident).isEmpty())
            cannot.add("sockets: no snapshot of the processes was sealed before the stop");
        return new Answer(Question.CONNECTIONS, found, cannot);
    }

    private static Optional<JsonArray> processes(Incident incident) {
        return incident.at(Step.SEAL)
                .map(taken -> taken.detail().array("processes"))
                .filter(rows -> rows.size() > 0);
    }

    /** The sockets that the seal saw. */
    static List<Suspect> peers(Incident incident) {
        List<Suspect> found = new ArrayList<>();
        for (var row : processes(incident).map(JsonArray::values).orElse(List.of())) {
            if (!(row instanceof JsonObject process)) continue;
            for (var peer : process.array("peers").values()) {
                String address = peer instanceof JsonString(var value) ? value : peer.text();
                if (elsewhere(address)) found.add(open(incident.at(Step.SEAL).orElseThrow(), process, address));
            }
        }
        return found;
    }

    private static Suspect open(Taken seal, JsonObject process, String address) {
        return new Suspect(
                address,
                new Sighting(
                        Optional.empty(),
                        seal.began(),
                        process.string("executable").orElse("") + " to " + address,
                        List.of("an open connection past the way out, at the moment of the seal")));
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
