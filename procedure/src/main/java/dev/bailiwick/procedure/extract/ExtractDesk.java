package dev.bailiwick.procedure.extract;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.extract.Extract;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.EvidenceReads;
import dev.bailiwick.procedure.search.Criteria;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Makes extracts. */
public final class ExtractDesk {
    /** The newest so many that are found. */
    static final int MOST = 10_000;

    private final AuditLog log;
    private final BiFunction<Criteria, Integer, List<Entry>> search;
    private final EvidenceReads reads;
    private final Prover prover;
    private final InstantSource clock;
    private final Runnable patience;

    /**
     * @param search the newest entries that are found, at most so many
     * @param patience waits a moment for the log's next checkpoint; called a few hundred times at most
     */
    public ExtractDesk(
            AuditLog log,
            BiFunction<Criteria, Integer, List<Entry>> search,
            EvidenceReads reads,
            Prover prover,
            InstantSource clock,
            Runnable patience) {
        this.log = log;
        this.search = search;
        this.reads = reads;
        this.prover = prover;
        this.clock = clock;
        this.patience = patience;
    }

    /** An extract's files by their paths. */
    public record Made(SortedMap<String, byte[]> files, int entries, int pruned) {}

    /** @param kept a checkpoint from elsewhere, which the log is to be proved to have grown from */
    public Made make(Actor.Human actor, Criteria wanted, Optional<SignedNote> kept) {
        var found = search.apply(wanted, MOST);
        reads.read(actor, EvidenceReads.How.EXPORTED, wanted.json(), found.size());
        var whole = found.stream().filter(entry -> !pruned(entry)).toList();
        if (!whole.isEmpty()) awaitSigned(whole.getLast().sequence());
        var proven = prover.prove(whole.stream().map(Entry::sequence).toList(), kept);
        var extract = new Extract(
                about(actor, wanted, found),
                proven.checkpoint(),
                prover.keys(),
                byEntry(whole, proven.proofs()),
                beside(whole),
                proven.grown());
        var files = extract.files();
        var note = prover.attest(Extract.KIND, Extract.attested(files));
        return new Made(Extract.sealed(files, note), whole.size(), found.size() - whole.size());
    }

    private void awaitSigned(long entry) {
        for (int turn = 0; turn < 300 && prover.signed() <= entry; turn++) patience.run();
    }

    private static boolean pruned(Entry entry) {
        return entry.kind() == Event.Kind.PRUNED;
    }

    private JsonObject about(Actor.Human actor, Criteria wanted, List<Entry> found) {
        var pruned = found.stream()
                .filter(ExtractDesk::pruned)
                .<JsonValue>map(entry -> JsonNumber.of(entry.sequence()))
                .toList();
        return JsonObject.with("made", clock.instant().toString())
                .and("by", actor.name())
                .and("asked", wanted.json())
                .and("newestOnly", found.size() == MOST)
                .and("pruned", new JsonArray(pruned))
                .build();
    }

    private static SortedMap<Long, String> byEntry(List<Entry> entries, List<String> proofs) {
        SortedMap<Long, String> all = new TreeMap<>();
        for (int i = 0; i < proofs.size(); i++) all.put(entries.get(i).sequence(), proofs.get(i));
        return all;
    }

    private List<JsonObject> beside(List<Entry> entries) {
        List<JsonObject> bodies = new ArrayList<>();
        for (var entry : entries)
            if (entry.body().has("beside")) log.body(entry).ifPresent(bodies::add);
        return bodies;
    }
}
