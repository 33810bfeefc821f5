package dev.bailiwick.core.audit;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stays of an entry past its retention, beside the leaf hash that the tree needs. It stands where the entry stood and
 * is read as an entry of the kind {@code pruned}. Its tombstone says that this may be so, and holds its digest.
 *
 * @param was the kind of the entry
 * @param tombstone the sequence of the entry that says what was removed, by which rule, by whom
 */
public record Stub(long sequence, Instant at, Optional<String> agent, String was, long tombstone) {
    private static final String ACTOR = "bailiwick";

    /** What stays of this entry. */
    public static Stub of(Entry entry, long tombstone) {
        return new Stub(entry.sequence(), entry.at(), entry.agent(), Fields.spelling(entry.kind()), tombstone);
    }

    public Entry entry() {
        var body = JsonObject.builder().and("tombstone", tombstone).and("was", was);
        return new Entry(sequence, at, Event.Kind.PRUNED, ACTOR, agent, Optional.empty(), body.build());
    }

    /** As it lies in the log. */
    public byte[] bytes() {
        return CanonicalJson.bytes(entry().json());
    }

    /** The stub that an entry of the kind {@code pruned} is. */
    public static Optional<Stub> of(Entry entry) {
        if (entry.kind() != Event.Kind.PRUNED) return Optional.empty();
        var fields = Fields.of(entry.body());
        var stub =
                new Stub(entry.sequence(), entry.at(), entry.agent(), fields.text("was"), fields.number("tombstone"));
        fields.end();
        return Optional.of(stub);
    }

    /** The stub that these bytes are, if they are one to the last byte. */
    public static Optional<Stub> of(byte[] entry) {
        if (!Kinds.is(entry, Event.Kind.PRUNED)) return Optional.empty();
        try {
            return of(Entry.of(Json.parseObject(entry, JsonLimits.FILE)))
                    .filter(stub -> Arrays.equals(stub.bytes(), entry));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The digest over all stubs of a tombstone up to this one. The first comes after {@link Tombstone#NO_STUBS}. */
    public Digest after(Digest before) {
        return Digest.of(
                String.join("\n", before.hex(), Long.toString(sequence), at.toString(), agent.orElse(""), was));
    }
}
