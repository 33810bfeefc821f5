package dev.bailiwick.app.wiring;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.evidence.BundleFile;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.extract.ExtractDesk;
import dev.bailiwick.procedure.search.Criteria;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** {@code audit.extract}: entries with their proofs, in one file that a person fetches from where sealed bundles lie. */
record ExtractVerbs(ExtractDesk desk, Bundles bundles) implements Verbs {
    /** How long a checkpoint is waited for at a time. */
    private static final Duration CHECKPOINT = Duration.ofMillis(20);

    static ExtractVerbs of(Rooms rooms) {
        var records = rooms.records();
        var desk = new ExtractDesk(
                records.log(),
                (wanted, most) -> rooms.desks().indexing().find(wanted, Optional.empty(), most),
                records.reads(),
                new LogProver(records.files(), records.data().log()),
                rooms.clock(),
                () -> LockSupport.parkNanos(CHECKPOINT.toNanos()));
        return new ExtractVerbs(desk, new Bundles(records.data().incidents().resolve("evidence")));
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return request.string("verb").equals(Optional.of("audit.extract"))
                ? Optional.of(extract(actor, request))
                : Optional.empty();
    }

    private JsonObject extract(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var kept = fields.optionallyParsed("against", ExtractVerbs::checkpoint);
        var wanted = Criteria.of(fields);
        fields.end();
        var made = desk.make(actor, wanted, kept);
        byte[] bytes = BundleFile.bytes(made.files());
        var digest = Digest.of(bytes);
        var file = bundles.keep("extract-" + digest.hex().substring(0, 12) + ".zip", bytes);
        return JsonObject.with("file", file.toString())
                .and("sha256", digest.hex())
                .and("entries", made.entries())
                .and("pruned", made.pruned())
                .build();
    }

    private static SignedNote checkpoint(String text) {
        var note = SignedNote.parse(text);
        Checkpoint.of(note);
        return note;
    }
}
