package dev.bailiwick.core.credential;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One change of the credential behind a key, in two phases: the new one is made and tried while the old one still works, and
 * only then does the old one end. Each step is stored before it is taken, so whoever starts after a crash knows what may have
 * been done.
 *
 * @param fresh the lease of the new credential; a rotation is known by it
 * @param old the leases that were in use when it began
 * @param note what was last heard: a sentence for a person
 */
public record Rotation(String fresh, String key, List<String> old, Step step, Instant begun, Instant at, String note) {
    /** How long before its due date a rotation is begun at the latest, as a part of the period. */
    private static final int MARGIN = 10;

    /** What is done next, or that nothing is. */
    public enum Step {
        /** The new credential is made, or put beside the old one. */
        CREATING,
        /** The new one is tried. */
        PROBING,
        /** The new one takes the old one's place. */
        SWITCHING,
        /** The old one is ended, and tried until it is refused or a person has ended it. */
        RETIRING,
        DONE,
        /** The old one stays in use; the new one is ended. */
        ABANDONED
    }

    public Rotation {
        old = List.copyOf(old);
    }

    public static Rotation beginning(String fresh, String key, List<String> old, Instant now) {
        return new Rotation(fresh, key, old, Step.CREATING, now, now, "");
    }

    /** The step before it is taken, and what is known by then. */
    public Rotation to(Step next, String heard, Instant now) {
        return new Rotation(fresh, key, old, next, begun, now, heard);
    }

    /** Whether something is left to do. */
    public boolean open() {
        return step != Step.DONE && step != Step.ABANDONED;
    }

    /**
     * When the next one begins: within the tenth part of the period before the last tenth, at an instant that follows from
     * the lease. Keys that were added together are not rotated together, and there is time for a second try.
     */
    public static Instant starts(Lease lease, Duration period) {
        var part = period.dividedBy(MARGIN);
        long jitter = Math.floorMod(lease.id().hashCode(), part.toSeconds());
        return lease.issued().plus(period).minus(part.multipliedBy(2)).plusSeconds(jitter);
    }

    public JsonObject json() {
        return JsonObject.with("fresh", fresh)
                .and("key", key)
                .and("old", JsonArray.ofStrings(old))
                .and("step", Fields.spelling(step))
                .and("begun", begun.toString())
                .and("at", at.toString())
                .and("note", note)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no rotation */
    public static Rotation of(JsonObject json) {
        var fields = Fields.of(json);
        var rotation = new Rotation(
                fields.text("fresh"),
                fields.text("key"),
                fields.texts("old"),
                fields.oneOf("step", Step.class),
                fields.parsed("begun", Instant::parse),
                fields.parsed("at", Instant::parse),
                fields.text("note"));
        fields.end();
        return rotation;
    }
}
