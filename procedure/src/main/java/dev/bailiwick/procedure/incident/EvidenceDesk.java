package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.evidence.BundleCheck;
import dev.bailiwick.core.incident.evidence.Exhibit;
import dev.bailiwick.core.incident.evidence.Manifest;
import dev.bailiwick.core.incident.evidence.Timeline;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.AuditLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a case's evidence together and seals it. That somebody asks stands in the log first, so that the custody in the bundle
 * tells of the bundle itself; what was sealed stands there afterwards, by the digest of its manifest.
 */
public final class EvidenceDesk {
    /** How far back the entries reach that go with a case. */
    static final Duration BEFORE = Duration.ofDays(30);

    /** The newest so many. */
    static final int MOST = 5_000;

    private final Cases cases;
    private final AuditLog log;
    private final Notary notary;
    private final Scene scene;
    private final InstantSource clock;
    private final Runnable patience;

    /** @param patience waits a moment for the log's next checkpoint; called a few hundred times at most */
    public EvidenceDesk(Cases cases, AuditLog log, Notary notary, Scene scene, InstantSource clock, Runnable patience) {
        this.cases = cases;
        this.log = log;
        this.notary = notary;
        this.scene = scene;
        this.clock = clock;
        this.patience = patience;
    }

    /** A bundle's files by their paths, and the digest of the manifest among them. */
    public record Sealed(CaseId id, Map<String, byte[]> files, Digest manifest, int entries, List<String> left) {
        public Sealed {
            files = Map.copyOf(files);
            left = List.copyOf(left);
        }
    }

    /** Makes the bundle of a case, empty when there is no such case. */
    public Optional<Sealed> seal(CaseId id, Actor actor) {
        return cases.find(id).map(incident -> seal(incident, actor));
    }

    private Sealed seal(Incident incident, Actor actor) {
        var asked = append(incident, actor, incident.entry("evidence-asked"));
        awaitSigned(asked.sequence());
        var entries = entries(incident);
        var found = scene.collect(incident);
        List<String> left = new ArrayList<>(found.left());
        if (entries.size() == MOST) left.add("entries: only the newest " + MOST);
        List<Exhibit> exhibits = new ArrayList<>(found.exhibits());
        exhibits.addAll(of(incident, entries));
        exhibits.addAll(proofs(entries));
        for (int i = 0; i < notary.keys().size(); i++)
            exhibits.add(
                    Exhibit.of("keys/" + String.format("%04d", i), notary.keys().get(i)));
        exhibits.add(Exhibit.of("not-collected.json", JsonArray.ofStrings(left)));
        return sealed(incident, actor, exhibits, entries.size(), left);
    }

    private void awaitSigned(long entry) {
        for (int turn = 0; turn < 300 && notary.signed() <= entry; turn++) patience.run();
        if (notary.signed() <= entry) throw new IllegalStateException("the log signs nothing at the moment: try again");
    }

    /** What the agent did and what was done about it, oldest first. */
    private List<Entry> entries(Incident incident) {
        var since = incident.opened().minus(BEFORE);
        Deque<Entry> newest = new ArrayDeque<>();
        log.read(0, Wanted.since(since), entry -> {
            if (entry.sequence() >= notary.signed()) return false;
            if (concerns(incident, entry)) newest.add(entry);
            if (newest.size() > MOST) newest.removeFirst();
            return true;
        });
        return List.copyOf(newest);
    }

    private static boolean concerns(Incident incident, Entry entry) {
        return switch (entry.kind()) {
            case INCIDENT -> ofCase(incident, entry);
            case FREEZE, POLICY, ALERT, SIGN_IN -> entry.agent().isEmpty() || about(incident, entry);
            case PRUNED -> false;
            case HOUSE -> about(incident, entry) && entry.agent().isPresent();
            default -> about(incident, entry);
        };
    }

    /** A step whose body lies beside the log names its case there. */
    private static boolean ofCase(Incident incident, Entry entry) {
        return Incident.named(entry)
                .map(incident.id()::equals)
                .orElse(entry.body().has("beside"));
    }

    private static boolean about(Incident incident, Entry entry) {
        return incident.agent().isEmpty()
                || entry.agent().equals(incident.agent().map(Object::toString));
    }

    private Entry whole(Entry entry) {
        return log.body(entry).map(entry::with).orElse(entry);
    }

    private List<Exhibit> of(Incident incident, List<Entry> asTheyStand) {
        var entries = asTheyStand.stream().map(this::whole).toList();
        return List.of(
                Exhibit.of("README.txt", README),
                Exhibit.of("case.json", incident.json()),
                Exhibit.of("timeline.json", Timeline.of(entries)),
                Exhibit.of("review.json", incident.review()),
                Exhibit.of("custody.json", Timeline.custody(entries, incident.id())),
                Exhibit.of("approvals.json", Timeline.approvals(entries)));
    }

    private List<Exhibit> proofs(List<Entry> entries) {
        List<Exhibit> exhibits = new ArrayList<>();
        var proofs = notary.prove(entries.stream().map(Entry::sequence).toList());
        for (int i = 0; i < proofs.size(); i++) {
            exhibits.add(Exhibit.of(BundleCheck.proofOf(entries.get(i).sequence()), proofs.get(i)));
            beside(entries.get(i)).ifPresent(exhibits::add);
        }
        return exhibits;
    }

    /** A body that lies beside the log goes beside the proof. */
    private Optional<Exhibit> beside(Entry entry) {
        if (!entry.body().has("beside")) return Optional.empty();
        return log.body(entry)
                .map(body -> new String(CanonicalJson.bytes(body), StandardCharsets.UTF_8))
                .map(text -> Exhibit.of(BundleCheck.bodyOf(Digest.of(text)), text));
    }

    private Sealed sealed(Incident incident, Actor actor, List<Exhibit> exhibits, int entries, List<String> left) {
        var origin = KeyHistory.of(notary.keys()).origin();
        var manifest = Manifest.over(exhibits, incident.id(), clock.instant(), actor.name(), origin, notary.signed());
        byte[] file = (Json.pretty(manifest.json()) + "\n").getBytes(StandardCharsets.UTF_8);
        var note = notary.attest(Manifest.KIND, manifest.attested(file));
        Map<String, byte[]> files = new LinkedHashMap<>();
        exhibits.forEach(each -> files.put(each.path(), each.bytes()));
        files.put(Manifest.PATH, file);
        files.put(Manifest.NOTE, note.bytes());
        var digest = Digest.of(file);
        append(incident, actor, incident.entry("evidence-sealed").plus("manifest", new JsonString(digest.hex())));
        return new Sealed(incident.id(), files, digest, entries, left);
    }

    private Entry append(Incident incident, Actor actor, JsonObject body) {
        return log.append(new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), body));
    }

    private static final String README = """
            The evidence of one case.

            manifest.json    every file with its SHA-256; "original" is the digest of what a file was made from
            manifest.note    the digest of the manifest, signed by the log's key (C2SP signed-note, Ed25519)
            entries/         each entry of the log with its proof of inclusion (C2SP tlog-proof)
            bodies/          bodies too large for an entry, by the digest the entry names
            keys/            the log's public keys; trust a copy from elsewhere more
            case.json        the case and its steps; "seal" has the processes and sockets of the moment before the stop
            timeline.json    one row for each entry
            custody.json     who had the evidence, when, what they did and why
            review.json      the four questions of the review, as far as they are answered
            agents/*/four-questions.json   what was not normal in the day before, and what cannot be answered
            agents/*/indicators.json   where the agent went without a reason (STIX 2.1), for other people's blocklists
            approvals.json   what people were asked and said
            agents/          configuration, instructions, memory, skills and transcripts of each agent, secrets taken out
            not-collected.json   what is missing here, and why

            Check it with: bailiwick evidence verify FILE --key KEY
            """;
}
