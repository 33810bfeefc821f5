package dev.bailiwick.procedure.policy;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of the policies, as the log has it: which version is in force is for the log to say, and for nobody else. */
public record PolicyHistory(List<Step> steps) {
    /** What people do with a version. */
    public enum What {
        PROPOSED,
        PUBLISHED,
        /** An earlier version was put back into force. */
        ROLLED_BACK
    }

    /**
     * One step.
     *
     * @param entry its number in the log
     * @param actor as the log names whoever did it
     */
    public record Step(long entry, Instant at, What what, Digest version, String actor, String reason) {
        static Step of(Entry entry) {
            var fields = Fields.of(entry.body());
            return new Step(
                    entry.sequence(),
                    entry.at(),
                    fields.oneOf("what", What.class),
                    fields.parsed("version", Digest::new),
                    entry.actor(),
                    fields.text("reason"));
        }

        public JsonObject json() {
            return JsonObject.with("version", version.hex())
                    .and("what", Fields.spelling(what))
                    .and("by", actor)
                    .and("at", at.toString())
                    .and("reason", reason)
                    .and("entry", entry)
                    .build();
        }
    }

    public PolicyHistory {
        steps = List.copyOf(steps);
    }

    public static PolicyHistory of(AuditLog log) {
        var steps = new ArrayList<Step>();
        log.read(0, Wanted.of(Event.Kind.POLICY), entry -> steps.add(Step.of(entry)));
        return new PolicyHistory(steps);
    }

    /** The version in force and who put it there; empty while what ships is. */
    public Optional<Step> inForce() {
        return steps.stream().filter(step -> step.what() != What.PROPOSED).reduce((_, later) -> later);
    }

    /** Who proposed this version last. */
    Optional<Step> proposal(Digest version) {
        return steps.stream()
                .filter(step -> step.what() == What.PROPOSED && step.version().equals(version))
                .reduce((_, later) -> later);
    }

    boolean wasInForce(Digest version) {
        return steps.stream()
                .anyMatch(step -> step.what() != What.PROPOSED && step.version().equals(version));
    }
}
