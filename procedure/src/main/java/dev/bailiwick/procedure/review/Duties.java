package dev.bailiwick.procedure.review;

import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.Sample;
import dev.bailiwick.core.review.Terms;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log and opens what it makes due: a review for every permit whose policy asks one afterwards, and for the
 * writes that the lot draws.
 *
 * <p>A start goes back over the last stretch of the log, in which a seed always stands: so nothing that was permitted just
 * before a crash is missed, and what happened before there were reviews is left alone.
 */
public final class Duties {
    /** One write in so many is looked at. */
    public static final int ONE_IN = 10;

    /** So many drawn writes of one agent wait at most: more would be read by nobody, and the first ones hold it back already. */
    public static final int MOST_OPEN = 50;

    private static final Duration EMERGENCY = Duration.ofHours(24);
    private static final long BETWEEN_SEEDS = 10_000;
    private static final long BACK = 2 * BETWEEN_SEEDS;
    private static final int BATCH = 5_000;

    private final AuditLog log;
    private final ReviewDesk desk;
    private final Supplier<String> chance;
    private final int oneIn;
    private @Nullable Sample sample;
    private long seeded;
    private long next;

    /** @param chance makes seeds that nobody can guess */
    public Duties(AuditLog log, ReviewDesk desk, Supplier<String> chance, int oneIn) {
        this.log = log;
        this.desk = desk;
        this.chance = chance;
        this.oneIn = oneIn;
        this.next = Math.max(0, log.size() - BACK);
    }

    /** Brings the reviews up to the log, or nearer to it. An entry that could not be taken is taken again the next time. */
    public synchronized void follow() {
        int[] read = {0};
        log.read(next, entry -> {
            take(entry);
            return ++read[0] < BATCH;
        });
        if (read[0] < BATCH && stale(sample)) seed();
        desk.refresh();
        desk.tellOverdue();
    }

    /** What writes are drawn by now. */
    public synchronized Optional<Sample> sample() {
        return Optional.ofNullable(sample);
    }

    private boolean stale(@Nullable Sample lot) {
        return lot == null || lot.oneIn() != oneIn || next - seeded >= BETWEEN_SEEDS;
    }

    private void seed() {
        log.append(Event.of(Event.Kind.REVIEW, new Actor.House(), new Sample(chance.get(), oneIn).json()));
        log.read(next, entry -> {
            take(entry);
            return true;
        });
    }

    private void take(Entry entry) {
        consider(entry);
        next = entry.sequence() + 1;
    }

    private void consider(Entry entry) {
        if (entry.kind() == Event.Kind.REVIEW && entry.body().string("what").equals(Optional.of(Sample.WHAT))) {
            sample = Sample.of(entry.body());
            seeded = entry.sequence();
        } else if (entry.kind() == Event.Kind.APPROVAL
                && entry.body().object("glass").isPresent()) {
            broken(entry, Glass.of(entry.body().object("glass").get()));
        } else if (sample != null && entry.kind() == Event.Kind.DECISION) {
            var whole = log.body(entry).orElse(entry.body());
            permitted(entry, new Decided(whole), sample);
        }
    }

    /** Breaking the glass is looked at even when nothing was approved under it. */
    private void broken(Entry entry, Glass glass) {
        desk.open(
                new ReviewDesk.Cause(
                        Review.Kind.EMERGENCY,
                        glass.agent(),
                        entry.sequence(),
                        Optional.empty(),
                        Set.of(glass.person()),
                        EMERGENCY),
                entry.at());
    }

    private void permitted(Entry entry, Decided decided, Sample lot) {
        if (!decided.verdict().equals(Optional.of("permit")) || entry.agent().isEmpty()) return;
        var agent = new AgentId(entry.agent().get());
        var obligations = decided.obligations().stream().map(Obligation::of).toList();
        Terms.of(obligations, Obligation.Kind.POST_REVIEW)
                .ifPresent(term -> desk.open(cause(kind(decided), agent, entry, decided, term), entry.at()));
        Terms.of(obligations, Obligation.Kind.REVIEW)
                .filter(_ -> lot.draws(entry.sequence()) && roomFor(agent))
                .ifPresent(term -> desk.open(cause(Review.Kind.SAMPLE, agent, entry, decided, term), entry.at()));
    }

    private static Review.Kind kind(Decided decided) {
        return decided.glass().isPresent() ? Review.Kind.EMERGENCY : Review.Kind.EXECUTION;
    }

    private boolean roomFor(AgentId agent) {
        return desk.open(agent, Review.Kind.SAMPLE) < MOST_OPEN;
    }

    private static ReviewDesk.Cause cause(
            Review.Kind kind, AgentId agent, Entry entry, Decided decided, Duration term) {
        Set<PersonId> apart = new HashSet<>();
        decided.requester().map(PersonId::new).ifPresent(apart::add);
        List<String> approvers = decided.approvers();
        approvers.forEach(person -> apart.add(new PersonId(person)));
        return new ReviewDesk.Cause(
                kind, agent, entry.sequence(), decided.task().map(TaskId::new), apart, term);
    }
}
