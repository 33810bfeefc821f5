package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.inquiry.RootCause.Cause;
import dev.bailiwick.core.value.Host;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The four questions and the root cause, from the entries of one agent up to the moment the case was opened. */
public final class Inquiry {
    /** With less than this before, nobody can say what is usual. */
    static final int ENOUGH = 50;

    private static final Set<String> PAST_THE_GATE = Set.of("undecided-call", "ungated-schedule");

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
    private final List<Entry> until;
    private final List<Entry> window;
    private final List<Deed> deeds;
    private final List<Deed> before;
    private final List<String> gaps;

    private Inquiry(List<Entry> entries, boolean cut, Incident incident, Normal normal) {
        this.incident = incident;
        this.normal = normal;
        this.until = entries.stream()
                .filter(entry -> entry.at().isBefore(incident.opened()))
                .toList();
        this.window = until.stream().filter(this::within).toList();
        this.deeds = deeds(window.stream()).toList();
        this.before = deeds(until.stream().filter(entry -> !within(entry)))
                .filter(Deed::happened)
                .toList();
        this.gaps = gaps(cut && until.stream().allMatch(this::within));
    }

    private boolean within(Entry entry) {
        return !entry.at().isBefore(normal.since());
    }

    private static Stream<Deed> deeds(Stream<Entry> entries) {
        return entries.filter(Inquiry::decision)
                .map(Deed::of)
                .flatMap(Optional::stream)
                .filter(deed -> !deed.probe());
    }

    private static boolean decision(Entry entry) {
        return entry.kind() == Event.Kind.DECISION;
    }

    /**
     * Asks all of it.
     *
     * @param entries of one agent, and those of no agent, in the order of the log, with the bodies that lie beside it
     * @param cut whether older ones were left out
     */
    public static Inquiry of(List<Entry> entries, boolean cut, Incident incident, Normal normal) {
        return new Inquiry(entries, cut, incident, normal);
    }

    public List<Answer> answers() {
        return List.of(commands(), endpoints(), files(), connections());
    }

    public JsonObject json() {
        return JsonObject.with("case", incident.id().value())
                .and("since", normal.since().toString())
                .and("until", incident.opened().toString())
                .and("entries", window.size())
                .and(
                        "answers",
                        new JsonArray(
                                answers().stream().<JsonValue>map(Answer::json).toList()))
                .and("rootCause", rootCause().json())
                .build();
    }

    private Answer commands() {
        List<Sighting> found = new ArrayList<>();
        for (var deed : deeds)
            if (deed.command() && !deed.unasked().isEmpty()) found.add(sighting(deed, deed.unasked()));
        alerts(PAST_THE_GATE).forEach(found::add);
        undecided().forEach(found::add);
        return new Answer(Question.COMMANDS, found, gaps);
    }

    /** What happened but may not be here. */
    private List<String> gaps(boolean late) {
        List<String> gaps = new ArrayList<>();
        if (late) gaps.add("only the newest entries were read, and they begin later than this time does");
        if (deeds.isEmpty()) gaps.add("the log has no decision of this agent in this time: was it gated at all?");
        long unread = window.stream()
                .filter(entry -> decision(entry) && Deed.of(entry).isEmpty())
                .count();
        if (unread > 0) gaps.add(unread + " decisions cannot be read: their entries say why");
        away().ifPresent(gaps::add);
        return List.copyOf(gaps);
    }

    /** Where the gate was not alive, also when it was not from the beginning on. */
    private Optional<String> away() {
        var pulses = until.stream()
                .filter(entry -> entry.kind() == Event.Kind.LIVENESS)
                .toList();
        var last = pulses.stream().filter(entry -> !within(entry)).reduce((_, later) -> later);
        return Stream.concat(last.stream(), pulses.stream().filter(this::within))
                .filter(entry -> !state(entry).equals("alive"))
                .findFirst()
                .map(entry -> "from entry " + entry.sequence() + " on the gate was " + state(entry)
                        + ": what ran then may not be here");
    }

    private static String state(Entry entry) {
        return entry.body().string("state").orElse("away");
    }

    private Answer endpoints() {
        var usual = new HashSet<String>();
        before.stream().filter(Deed::leaves).forEach(deed -> usual.add(deed.target()));
        Set<Integer> hours = new HashSet<>();
        before.forEach(deed -> hours.add(hour(deed)));
        boolean timesKnown = before.size() >= ENOUGH;
        List<Sighting> found = new ArrayList<>();
        for (var deed : deeds) {
            List<String> why = new ArrayList<>();
            if (deed.leaves() && !usual.contains(deed.target()) && !normal.listed(deed.target()))
                why.add("never before, and on no list");
            if (deed.leaves() && timesKnown && !hours.contains(hour(deed)))
                why.add("nothing ever ran in the hour of " + hour(deed) + " UTC");
            if (!why.isEmpty()) found.add(sighting(deed, why));
        }
        List<String> cannot = new ArrayList<>(gaps);
        if (!timesKnown)
            cannot.add("times: only " + before.size() + " permitted decisions before this time, it takes " + ENOUGH
                    + " to say what is usual");
        return new Answer(Question.ENDPOINTS, found, cannot);
    }

    private static int hour(Deed deed) {
        return deed.at().atZone(ZoneOffset.UTC).getHour();
    }

    private Answer files() {
        var usual = new HashSet<String>();
        before.stream().filter(Deed::file).forEach(deed -> usual.add(folder(deed.target())));
        List<Sighting> found = new ArrayList<>();
        for (var deed : deeds) {
            if (!deed.file()) continue;
            List<String> why = new ArrayList<>();
            if (deed.instruction()) why.add("the agent's own instructions");
            else if (!normal.inWorkspace(deed.target()) && !usual.contains(folder(deed.target())))
                why.add("outside its workspace, in a place it never went before");
            if (!why.isEmpty()) found.add(sighting(deed, why));
        }
        List<String> cannot = new ArrayList<>(gaps);
        if (normal.workspace().isEmpty())
            cannot.add("the register does not say where the agent's workspace is: only what is new is told");
        return new Answer(Question.FILES, found, cannot);
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private Answer connections() {
        List<Sighting> found = new ArrayList<>();
        for (var deed : deeds)
            if (deed.host() && deed.leaves() && !normal.listed(deed.target()))
                found.add(sighting(deed, List.of("on no list")));
        window.stream()
                .filter(entry -> entry.kind() == Event.Kind.ALERT && what(entry).startsWith("egress-"))
                .forEach(entry -> found.add(Sighting.of(entry, text(entry), "the way out refused it")));
        var processes = sealed();
        processes.ifPresent(rows -> found.addAll(peers(rows)));
        List<String> cannot = new ArrayList<>(gaps);
        if (processes.isEmpty()) cannot.add("sockets: no snapshot of the processes was sealed before the stop");
        return new Answer(Question.CONNECTIONS, found, cannot);
    }

    private Optional<JsonArray> sealed() {
        return incident.at(Step.SEAL)
                .map(taken -> taken.detail().array("processes"))
                .filter(rows -> rows.size() > 0);
    }

    private List<Sighting> peers(JsonArray processes) {
        var taken = incident.at(Step.SEAL).orElseThrow();
        List<Sighting> found = new ArrayList<>();
        for (var row : processes.values()) {
            if (!(row instanceof JsonObject process)) continue;
            for (var peer : process.array("peers").values()) {
                String address = peer instanceof JsonString(var value) ? value : peer.text();
                if (elsewhere(address))
                    found.add(new Sighting(
                            Optional.empty(),
                            taken.began(),
                            process.string("executable").orElse("") + " to " + address,
                            List.of("an open connection past the way out, at the moment of the seal")));
            }
        }
        return found;
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

    /** What the log shows of how they got in. */
    public RootCause rootCause() {
        var evidence = new EnumMap<Cause, List<Sighting>>(Cause.class);
        evidence.put(
                Cause.INJECTION,
                deeds.stream()
                        .filter(Deed::injected)
                        .map(deed -> sighting(deed, deed.unasked()))
                        .toList());
        evidence.put(
                Cause.SYSTEM,
                Stream.of(alerts(SYSTEM), changedGate(), undecided())
                        .flatMap(each -> each)
                        .toList());
        evidence.put(Cause.CREDENTIAL, alerts(CREDENTIAL).toList());
        return RootCause.of(Map.copyOf(evidence), gaps.isEmpty());
    }

    /** A gate that was only lost may be a machine that was switched off; one that was changed is somebody's work. */
    private Stream<Sighting> changedGate() {
        return window.stream()
                .filter(entry -> entry.kind() == Event.Kind.LIVENESS)
                .filter(entry -> Set.of("changed", "canary-passed").contains(state(entry)))
                .map(entry -> Sighting.of(entry, "the gate was changed or passed by", "its own files or its answers"));
    }

    /** What came back although nobody had decided that it may begin. */
    private Stream<Sighting> undecided() {
        return window.stream()
                .filter(entry -> entry.kind() == Event.Kind.OUTCOME
                        && !entry.body().has("decision")
                        && entry.body().get("ok").equals(Optional.of(new JsonBoolean(true))))
                .map(entry -> Sighting.of(
                        entry, entry.body().string("tool").orElse(""), "it ran, and no decision stands behind it"));
    }

    private Stream<Sighting> alerts(Set<String> words) {
        return window.stream()
                .filter(entry -> entry.kind() == Event.Kind.ALERT && words.contains(what(entry)))
                .map(entry -> Sighting.of(entry, what(entry), text(entry)));
    }

    private static String what(Entry entry) {
        return entry.body().string("what").orElse("");
    }

    private static String text(Entry entry) {
        return entry.body().string("text").orElse("");
    }

    private static Sighting sighting(Deed deed, List<String> why) {
        return new Sighting(Optional.of(deed.entry()), deed.at(), deed.sentence(), why);
    }
}
