package dev.bailiwick.procedure.retention;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Tombstone;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.audit.Pruning;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.search.Criteria;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where bodies past their retention are removed, and where people keep that from happening.
 *
 * <p>A pruning goes from stretch to stretch. For each it looks at the holds as they are now, appends what it is going to
 * remove, and only then removes it. A hold that is set meanwhile waits for one stretch at most.
 */
public final class RetentionDesk {
    private final ControlLog log;
    private final Pruning pruning;
    private final CurrentFacts facts;
    private final Supplier<Rules> rules;
    private final LongSupplier received;
    private final InstantSource clock;
    private final Holds holds;

    /** One stretch, or one word about holds, at a time. */
    private final ReentrantLock turn = new ReentrantLock();

    /** @param received every entry before this one is held to be received by every sink */
    public RetentionDesk(
            ControlLog log,
            Pruning pruning,
            CurrentFacts facts,
            Supplier<Rules> rules,
            LongSupplier received,
            InstantSource clock) {
        this.log = log;
        this.pruning = pruning;
        this.facts = facts;
        this.rules = rules;
        this.received = received;
        this.clock = clock;
        this.holds = new Holds(log);
    }

    /** What somebody asked for, or why they may not have it. */
    public sealed interface Answer<T> {
        record Done<T>(T value) implements Answer<T> {}

        record Refused<T>(String why) implements Answer<T> {}
    }

    public List<Hold> holds() {
        return holds.standing();
    }

    /** Keeps what this covers from being pruned, from now on. */
    public Answer<Hold> hold(Actor.Human actor, String reason, Optional<String> about, Criteria covered) {
        var obstacle = obstacle(actor, Permission.HOLD_EVIDENCE, reason);
        if (obstacle.isPresent()) return new Answer.Refused<>(obstacle.get());
        if (covered.equals(Criteria.all()))
            return new Answer.Refused<>("say what to hold: a case, an agent, a time ...");
        return inTurn(() -> new Answer.Done<>(Hold.of(append(actor, Hold.body(reason, about, covered)))));
    }

    /** The first who asks waits; somebody else who asks too lifts the hold. */
    public Answer<Boolean> lift(Actor.Human actor, String id, String reason) {
        var obstacle = obstacle(actor, Permission.HOLD_EVIDENCE, reason);
        if (obstacle.isPresent()) return new Answer.Refused<>(obstacle.get());
        return inTurn(() -> holds.find(id)
                .<Answer<Boolean>>map(hold -> lift(actor, hold, reason))
                .orElseGet(() -> new Answer.Refused<>("there is no hold of this name: see `audit hold list`")));
    }

    private Answer<Boolean> lift(Actor.Human actor, Hold hold, String reason) {
        if (hold.asked().equals(Optional.of(actor.name()))) {
            return new Answer.Refused<>("you have asked for it: somebody else has to agree");
        }
        boolean agrees = hold.asked().isPresent();
        append(
                actor,
                JsonObject.with("what", agrees ? Hold.LIFTED : Hold.LIFT_ASKED)
                        .and("hold", hold.id())
                        .and("reason", reason)
                        .build());
        return new Answer.Done<>(agrees);
    }

    /** What a pruning would remove now, as far as the log is written. */
    public Report rehearse() {
        var count = new Report.Count();
        var now = clock.instant();
        var standing = holds.standing();
        log.read(0, entry -> {
            goes(entry, now, standing, count).ifPresent(count::goes);
            return true;
        });
        return count.report();
    }

    /** Removes every body that has outlived its rule and that nothing holds. */
    public Answer<Report> prune(Actor.Human actor) {
        var obstacle = obstacle(actor, Permission.PRUNE, "by rule");
        return obstacle.isPresent() ? new Answer.Refused<>(obstacle.get()) : new Answer.Done<>(pruned(actor));
    }

    /** The same, by the rules alone: when, {@link DailyPruning} says. */
    Report pruneByRule() {
        return somethingGoes() ? pruned(new Actor.House()) : new Report.Count().report();
    }

    /** Reads no further than to the first entry that is too young for every rule. */
    private boolean somethingGoes() {
        var now = clock.instant();
        var standing = holds.standing();
        boolean[] found = {false};
        log.read(0, entry -> {
            found[0] = goes(entry, now, standing, new Report.Count()).isPresent();
            return !found[0] && !rules.get().young(entry, now);
        });
        return found[0];
    }

    private Report pruned(Actor actor) {
        var count = new Report.Count();
        pruning.begin();
        // what the log says of control state is written down anew: no start will want what goes now
        long end = log.keepSnapshotNow(clock.instant());
        for (var stretch : pruning.stretches()) {
            if (stretch.end() > end || young(stretch)) break;
            inTurn(() -> prune(actor, stretch, count));
        }
        pruning.end();
        return count.report();
    }

    private boolean young(Pruning.Stretch stretch) {
        boolean[] young = {false};
        log.read(stretch.first(), entry -> {
            young[0] = rules.get().young(entry, clock.instant());
            return false;
        });
        return young[0];
    }

    private boolean prune(Actor actor, Pruning.Stretch stretch, Report.Count count) {
        var tombstones = tombstones(stretch, count).stream()
                .map(tombstone -> log.append(tombstone.event(actor)))
                .toList();
        if (!tombstones.isEmpty()) pruning.carryOut(tombstones);
        return true;
    }

    private List<Tombstone> tombstones(Pruning.Stretch stretch, Report.Count count) {
        List<Tombstone> tombstones = new ArrayList<>();
        var now = clock.instant();
        var standing = holds.standing();
        var gathering = new Tombstone.Gathering[] {new Tombstone.Gathering()};
        log.read(stretch.first(), entry -> {
            if (entry.sequence() >= stretch.end()) return false;
            goes(entry, now, standing, count).ifPresent(rule -> {
                count.goes(rule);
                gathering[0].add(entry, rule);
            });
            if (gathering[0].full()) {
                tombstones.add(gathering[0].tombstone());
                gathering[0] = new Tombstone.Gathering();
            }
            return true;
        });
        if (!gathering[0].isEmpty()) tombstones.add(gathering[0].tombstone());
        return tombstones;
    }

    /** The rule by which the entry goes; what stays although it has outlived its rule is counted. */
    private Optional<String> goes(Entry entry, Instant now, List<Hold> standing, Report.Count count) {
        var rule = rules.get().outlived(entry, now);
        if (rule.isEmpty()) return rule;
        if (entry.sequence() >= received.getAsLong()) {
            count.waits();
            return Optional.empty();
        }
        if (standing.isEmpty()) return rule;
        var whole = log.body(entry).map(entry::with).orElse(entry);
        if (standing.stream().noneMatch(hold -> hold.covers(whole))) return rule;
        count.held();
        return Optional.empty();
    }

    private Optional<String> obstacle(Actor.Human actor, Permission permission, String reason) {
        if (reason.isBlank()) return Optional.of("say why");
        return facts.now()
                .person(actor.person())
                .map(person -> person.obstacle(permission))
                .orElse(Optional.of("you are not in the register"));
    }

    private Entry append(Actor actor, JsonObject body) {
        return log.append(Event.of(Event.Kind.RETENTION, actor, body));
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
