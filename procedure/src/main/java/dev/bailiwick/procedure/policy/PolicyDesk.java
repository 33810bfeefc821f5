package dev.bailiwick.procedure.policy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.policy.Admission;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.policy.PolicyHistory.What;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where policies are changed (the policy administration point).
 *
 * <p>A person proposes a version with a reason; it must be admitted. Another person, who holds the function security, puts it
 * into force. A version never changes: its name is its digest. Which one is in force is what the log says last; the archive
 * only keeps the texts, so nobody who writes to the store alone can change what is decided with.
 */
public final class PolicyDesk {
    private final AuditLog log;
    private final Archive archive;
    private final CurrentFacts facts;
    private final Admission admission;
    private final PolicyText shipped;
    private final ReentrantLock changing = new ReentrantLock();

    public PolicyDesk(AuditLog log, Archive archive, CurrentFacts facts, Admission admission, PolicyText shipped) {
        this.log = log;
        this.archive = archive;
        this.facts = facts;
        this.admission = admission;
        this.shipped = shipped;
    }

    /** What became of a proposal or a publication. */
    public sealed interface Answer {
        /** Done, and under which name. */
        record Done(Digest version, long entry) implements Answer {}

        /** Not done, and why, one sentence each. */
        record NotDone(List<String> why) implements Answer {}
    }

    /**
     * The policies to start with: what the log says is in force, else what ships.
     *
     * @throws IllegalStateException when the version in force is not in the archive: nothing else may stand in for it
     */
    public static PolicyText inForce(AuditLog log, Archive archive, PolicyText shipped) {
        return PolicyHistory.of(log)
                .inForce()
                .map(step -> archive.find(step.version())
                        .map(PolicyText::of)
                        .orElseThrow(() -> new IllegalStateException("the policies in force since entry " + step.entry()
                                + " (" + step.version() + ") are not in the store")))
                .orElse(shipped);
    }

    public PolicyText shipped() {
        return shipped;
    }

    public PolicyHistory history() {
        return PolicyHistory.of(log);
    }

    public Optional<PolicyText> find(Digest version) {
        return archive.find(version).map(PolicyText::of);
    }

    /** Puts a version forward. Changes nothing yet. */
    public Answer propose(PolicyText draft, Actor.Human author, String reason) {
        if (reason.isBlank()) return notDone("a proposal needs a reason");
        var report = admission.examine(draft);
        if (!report.admitted())
            return new Answer.NotDone(
                    report.faults().stream().map(Admission.Fault::toString).toList());
        archive.keep(draft.json());
        return done(What.PROPOSED, draft.digest(), author, reason);
    }

    /** Puts a proposed version into force: another person than its author, who holds the function security. */
    public Answer publish(Digest version, Actor.Human actor, String reason) {
        return changing(() -> {
            var proposal = history().proposal(version);
            if (proposal.isEmpty()) return notDone("nobody proposed the version " + version);
            if (proposal.get().actor().equals(actor.name()))
                return notDone("you proposed it: another person must put it into force");
            return intoForce(What.PUBLISHED, version, actor, reason);
        });
    }

    /** Puts back what was in force before, or what ships: another person than who put the present version into force. */
    public Answer rollback(Digest version, Actor.Human actor, String reason) {
        return changing(() -> {
            var history = history();
            boolean before = history.wasInForce(version) || version.equals(shipped.digest());
            if (!before) return notDone("the version " + version + " was never in force");
            if (history.inForce()
                    .filter(step -> step.actor().equals(actor.name()))
                    .isPresent())
                return notDone("you put the present version into force: another person must take it back");
            if (version.equals(shipped.digest())) archive.keep(shipped.json());
            return intoForce(What.ROLLED_BACK, version, actor, reason);
        });
    }

    private Answer intoForce(What what, Digest version, Actor.Human actor, String reason) {
        if (reason.isBlank()) return notDone("this needs a reason");
        if (!maySign(actor)) return notDone("only an active person who holds the function security does this");
        var text = find(version);
        if (text.isEmpty()) return notDone("the version " + version + " is not in the store");
        // admitted once is not admitted for ever: the product may have changed since
        var report = admission.examine(text.get());
        if (!report.admitted())
            return new Answer.NotDone(
                    report.faults().stream().map(Admission.Fault::toString).toList());
        var rules = Rulebook.of(text.get());
        var done = done(what, version, actor, reason);
        facts.change(now -> now.with(rules));
        return done;
    }

    private boolean maySign(Actor.Human actor) {
        Facts now = facts.now();
        return now.person(actor.person())
                .filter(person -> person.may(Permission.PUBLISH_POLICY))
                .isPresent();
    }

    private Answer done(What what, Digest version, Actor.Human actor, String reason) {
        var body = JsonObject.with("what", Fields.spelling(what))
                .and("version", version.hex())
                .and("reason", reason)
                .build();
        long entry = log.append(Event.of(Event.Kind.POLICY, actor, body)).sequence();
        return new Answer.Done(version, entry);
    }

    private static Answer notDone(String why) {
        return new Answer.NotDone(List.of(why));
    }

    private Answer changing(java.util.function.Supplier<Answer> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }
}
