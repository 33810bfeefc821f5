package dev.bailiwick.procedure.control;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Precautions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Holds the store to the log. While they differ, T2 and above are refused and an alert says where; T1 goes on.
 *
 * <p>A crash leaves the store the stricter one, never the looser. So at the start whatever opens nothing is put right and
 * told; whatever would open something was not left by a crash. Between starts, a difference counts when two looks have seen
 * the same one: a change is on its way between store and log for a moment.
 */
public final class ControlCheck {
    /** How the precaution is called. */
    public static final String PRECAUTION = "control-state";

    private final ControlLog log;
    private final StoredControl store;
    private final Supplier<Facts> facts;
    private final Alerts alerts;
    private final Precautions precautions;
    private Set<Difference> before = Set.of();
    private Set<Difference> standing = Set.of();

    public ControlCheck(
            ControlLog log, StoredControl store, Supplier<Facts> facts, Alerts alerts, Precautions precautions) {
        this.log = log;
        this.store = store;
        this.facts = facts;
        this.alerts = alerts;
        this.precautions = precautions;
    }

    /** The look at the start, before anything is decided: what opens nothing is put right, the rest counts at once. */
    public synchronized void start() {
        differences().forEach(this::putRight);
        before = differences();
        conclude(before);
    }

    /** A look while the house runs. */
    public synchronized void look() {
        var now = differences();
        var lasting = new HashSet<>(now);
        lasting.retainAll(before);
        before = now;
        conclude(lasting);
    }

    /** What differs, as the last look found it. */
    public synchronized List<Difference> standing() {
        return List.copyOf(standing);
    }

    private Set<Difference> differences() {
        Set<Difference> found = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (var record : store.records()) {
            seen.add(record.key());
            if (!log.honours(record)) {
                boolean known = log.knows(record.key());
                found.add(
                        new Difference(record, known ? Difference.Kind.NOT_AS_LOGGED : Difference.Kind.WITHOUT_ENTRY));
            }
        }
        for (var kind : StoredControl.KINDS) {
            log.inForce(kind).stream()
                    .filter(binding -> !seen.contains(binding.key()))
                    .forEach(binding -> found.add(
                            new Difference(new Binding(binding.key(), Optional.empty()), Difference.Kind.MISSING)));
        }
        return found;
    }

    private void putRight(Difference difference) {
        var record = difference.record();
        boolean closes = record.is(Binding.Kind.FREEZE) || record.is(Binding.Kind.REVIEW);
        if (difference.kind() == Difference.Kind.MISSING) {
            if (!closes) settle(record, difference.sentence() + ": it counts no more");
        } else if (record.is(Binding.Kind.FREEZE) || stricter(record)) {
            settle(record, difference.sentence() + ": it holds");
        } else if (record.is(Binding.Kind.APPROVAL)) {
            store.requests()
                    .approvals()
                    .find(new TaskId(record.id()))
                    .filter(task -> task.state() == State.PENDING)
                    .ifPresent(task -> close(task, difference));
        }
    }

    /** A review that the log does not know, or that was found not ok: a crash came before its entry. */
    private boolean stricter(Binding record) {
        if (!record.is(Binding.Kind.REVIEW)) return false;
        var found = store.reviews().find(new ReviewId(record.id()));
        return !log.knows(record.key()) || found.filter(Review::open).isEmpty();
    }

    /** Nobody has said the last word on it: the agent can ask again. */
    private void close(ApprovalTask task, Difference difference) {
        store.requests().approvals().replace(task.expired());
        settle(Binding.gone(task.id()), difference.sentence() + ": the request is closed");
    }

    private void settle(Binding record, String text) {
        var body = JsonObject.with("what", "control-state-settled").and("text", text);
        log.append(Event.of(Event.Kind.ALERT, new Actor.House(), Binding.in(body.build(), record)));
    }

    private void conclude(Set<Difference> now) {
        var fresh = new ArrayList<>(now);
        fresh.removeAll(standing);
        boolean mended = now.isEmpty() && !standing.isEmpty();
        standing = Set.copyOf(now);
        if (now.isEmpty()) precautions.end(PRECAUTION);
        else precautions.stand(PRECAUTION, precaution());
        fresh.forEach(difference -> alerts.raise("control-state-differs", difference.sentence()));
        if (mended) alerts.raise("control-state-agrees", "store and log agree again");
    }

    private Precautions.Precaution precaution() {
        var contact = facts.get().contact();
        return new Precautions.Precaution(
                Tier.T2,
                new Reason(
                        PRECAUTION,
                        "Bailiwick's store and its log do not agree, so only tier 1 passes",
                        "Stop and wait. Ask " + contact + "."));
    }

    /**
     * Takes the store's record as it is now for what counts: somebody of Security has looked at it. An approval that nobody
     * gave is not accepted but closed.
     *
     * @return why that cannot be done, empty when it was
     */
    public synchronized Optional<String> accept(String key, Actor.Human actor, String reason) {
        if (facts.get()
                .person(actor.person())
                .filter(Person::active)
                .filter(person -> person.may(Permission.ACCEPT_DIFFERENCES))
                .isEmpty()) return Optional.of("only Security accepts a difference");
        if (reason.isBlank()) return Optional.of("say why this may count");
        var found = standing.stream()
                .filter(difference -> difference.record().key().equals(key))
                .findFirst();
        if (found.isEmpty()) return Optional.of("store and log agree on \"" + key + "\"");
        var record = found.get().record();
        var body = JsonObject.with("what", "difference-accepted")
                .and("reason", reason)
                .build();
        log.append(Event.of(Event.Kind.REGISTER, actor, Binding.in(body, accepted(record))));
        look();
        return Optional.empty();
    }

    private Binding accepted(Binding record) {
        if (!record.is(Binding.Kind.APPROVAL)) return record;
        store.requests()
                .approvals()
                .find(new TaskId(record.id()))
                .filter(ApprovalTask::live)
                .ifPresent(task -> store.requests().approvals().replace(task.expired()));
        return new Binding(record.key(), Optional.empty());
    }
}
