package dev.bailiwick.app.wiring;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.EvidenceReads;
import dev.bailiwick.procedure.control.ControlCheck;
import dev.bailiwick.procedure.search.Criteria;
import dev.bailiwick.procedure.search.Indexing;
import dev.bailiwick.procedure.sink.Forwarding;
import dev.bailiwick.procedure.sink.Standing;
import java.util.Optional;

/** What the command line asks of the house itself, beyond what the console offers. */
final class HouseVerbs implements Verbs {
    private final ControlCheck control;

    private final Forwarding forwarding;

    private final Indexing indexing;

    private final EvidenceReads reads;

    HouseVerbs(ControlCheck control, Forwarding forwarding, Indexing indexing, EvidenceReads reads) {
        this.control = control;
        this.forwarding = forwarding;
        this.indexing = indexing;
        this.reads = reads;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "control.show" -> Optional.of(differences());
            case "control.accept" -> Optional.of(accept(actor, request));
            case "audit.search" -> Optional.of(found(actor, EvidenceReads.How.SEARCHED, request));
            case "audit.export" -> Optional.of(found(actor, EvidenceReads.How.EXPORTED, request));
            case "sinks.list" -> Optional.of(sinks());
            default -> Optional.empty();
        };
    }

    private JsonObject differences() {
        var sentences = control.standing().stream()
                .map(difference -> difference.sentence())
                .sorted()
                .toList();
        return JsonObject.with("differences", JsonArray.ofStrings(sentences)).build();
    }

    private JsonObject found(Actor.Human actor, EvidenceReads.How how, JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var before = fields.optionalNumber("before");
        int limit = Math.clamp(fields.optionalNumber("limit").orElse(50L), 1, 500);
        var criteria = Criteria.of(fields);
        fields.end();
        var entries = indexing.find(criteria, before, limit).stream()
                .<JsonValue>map(Entry::json)
                .toList();
        reads.read(actor, how, criteria.json(), entries.size());
        return JsonObject.with("entries", new JsonArray(entries)).build();
    }

    private JsonObject sinks() {
        var standings =
                forwarding.standings().stream().<JsonValue>map(Standing::json).toList();
        return JsonObject.with("sinks", new JsonArray(standings)).build();
    }

    private JsonObject accept(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        String key = fields.text("key");
        String reason = fields.text("reason");
        fields.end();
        control.accept(key, actor, reason).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return differences();
    }
}
