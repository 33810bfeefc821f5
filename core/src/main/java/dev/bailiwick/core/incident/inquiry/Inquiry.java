package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.inquiry.RootCause.Cause;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The four questions and the root cause, from the entries of one agent up to the moment the case was opened. */
public final class Inquiry {
    private static final Set<String> SYSTEM = Set.of(
            "undecided-call",
            "ungated-schedule",
            "heartbeat-replayed",
            "heartbeat-forged",
            "agent-on-control-socket",
            "control-state-differs");

    private static final Set<String> CREDENTIAL = Set.of(
            "unknown-credential",
            "credential-for-another-use",
            "credential-not-in-the-log",
            "handle-of-another",
            "handle-unknown");

    private final Incident incident;
    private final Normal normal;
    private final Reading reading;

    private Inquiry(Reading reading, Incident incident, Normal normal) {
        this.incident = incident;
        this.normal = normal;
        this.reading = reading;
    }

    /**
     * Asks all of it.
     *
     * @param entries of one agent, and those of no agent, in the order of the log, with the bodies that lie beside it
     * @param cut whether older ones were left out
     */
    public static Inquiry of(List<Entry> entries, boolean cut, Incident incident, Normal normal) {
        return new Inquiry(new Reading(entries, cut, normal.since(), incident.opened()), incident, normal);
    }

    public List<Answer> answers() {
        return List.of(
                Commands.asked(reading),
                Endpoints.asked(reading, normal),
                TouchedFiles.asked(reading, normal),
                Connections.asked(reading, normal, incident));
    }

    /** What the log shows of how they got in. */
    public RootCause rootCause() {
        var evidence = new EnumMap<Cause, List<Sighting>>(Cause.class);
        evidence.put(
                Cause.INJECTION,
                reading.deeds().stream()
                        .filter(Deed::injected)
                        .map(deed -> deed.sighting(deed.unasked()))
                        .toList());
        evidence.put(
                Cause.SYSTEM,
                Stream.of(reading.alerts(SYSTEM), reading.changedGate(), reading.undecided())
                        .flatMap(each -> each)
                        .toList());
        evidence.put(Cause.CREDENTIAL, reading.alerts(CREDENTIAL).toList());
        return RootCause.of(Map.copyOf(evidence), reading.gaps().isEmpty());
    }

    /** A first text for each question of the review, by the key of the runbook's step; none is empty. */
    public Map<String, String> reviewDraft() {
        return new ReviewDraft(this, reading).texts();
    }

    /** Where it went or tried to go without a reason, each place once, as it was first seen. */
    public List<Suspect> suspects() {
        var odd = new HashMap<Long, Sighting>();
        answers().stream()
                .flatMap(answer -> answer.sightings().stream())
                .forEach(each -> each.entry().ifPresent(entry -> odd.putIfAbsent(entry, each)));
        var places = new LinkedHashMap<String, Suspect>();
        for (var deed : reading.deeds())
            if (deed.leaves() && odd.containsKey(deed.entry()))
                places.putIfAbsent(
                        deed.target(), new Suspect(deed.target(), Objects.requireNonNull(odd.get(deed.entry()))));
        Connections.peers(incident).forEach(suspect -> places.putIfAbsent(suspect.target(), suspect));
        return List.copyOf(places.values());
    }

    public JsonObject json() {
        return JsonObject.with("case", incident.id().value())
                .and("since", normal.since().toString())
                .and("until", incident.opened().toString())
                .and("entries", reading.window().size())
                .and(
                        "answers",
                        new JsonArray(
                                answers().stream().<JsonValue>map(Answer::json).toList()))
                .and("rootCause", rootCause().json())
                .build();
    }
}
