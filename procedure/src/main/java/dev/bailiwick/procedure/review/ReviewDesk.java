package dev.bailiwick.procedure.review;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.core.review.Reviewer;
import dev.bailiwick.core.review.Said;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Owed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Where reviews are opened and closed, and what an agent is held back by meanwhile. */
public final class ReviewDesk implements Owed {
    private static final int PAGE = 500;
    private static final String FASTER = "somebody was faster: look again";

    private final Reviews reviews;
    private final ControlLog log;
    private final Supplier<Facts> facts;
    private final Alerts alerts;
    private final InstantSource clock;
    /** What may hold somebody back, so that no decision waits for the store. */
    private final Map<ReviewId, Review> live = new ConcurrentHashMap<>();

    private final Set<ReviewId> told = ConcurrentHashMap.newKeySet();

    /** What comes of a change that was not done as approved. */
    private final AtomicReference<BiConsumer<Review, Actor>> mismatch = new AtomicReference<>((_, _) -> {});

    public ReviewDesk(Reviews reviews, ControlLog log, Supplier<Facts> facts, Alerts alerts, InstantSource clock) {
        this.reviews = reviews;
        this.log = log;
        this.facts = facts;
        this.alerts = alerts;
        this.clock = clock;
        refresh();
    }

    /** From now on this is done when a change was found not ok: it is more than a question for the next one. */
    public void onMismatch(BiConsumer<Review, Actor> then) {
        mismatch.set(then);
    }

    /** What is to be reviewed. */
    public record Cause(
            Review.Kind kind, AgentId agent, long about, Optional<TaskId> task, Set<PersonId> apart, Duration term) {}

    /** Looks at the store again: another node may have opened or closed some. */
    public void refresh() {
        List<Review> all = new ArrayList<>();
        for (var page = reviews.live(PAGE, 0); !page.isEmpty(); page = reviews.live(PAGE, all.size())) all.addAll(page);
        var names = new HashSet<ReviewId>();
        all.forEach(review -> {
            names.add(review.id());
            live.put(review.id(), review);
        });
        live.keySet().retainAll(names);
    }

    /**
     * Opens a review, unless one is kept. What holds back is in memory first, then in the store, in the log afterwards: when the
     * store is away it holds back all the same, and is to be opened again.
     */
    public void open(Cause cause, Instant at) {
        var id = ReviewId.about(cause.about());
        if (reviews.find(id).isPresent()) return;
        var review = owned(new Review(
                id,
                cause.kind(),
                cause.agent(),
                cause.about(),
                cause.task(),
                apart(cause),
                Optional.empty(),
                at,
                at.plus(cause.term()),
                Optional.empty(),
                Optional.empty(),
                1));
        live.put(id, review);
        if (reviews.add(review)) record(review, new Actor.House(), "opened", "");
    }

    /** Who runs the agent is no third person either. */
    private Set<PersonId> apart(Cause cause) {
        var apart = new HashSet<>(cause.apart());
        facts.get().agent(cause.agent()).ifPresent(agent -> apart.add(agent.operator()));
        return apart;
    }

    private Review owned(Review review) {
        var owner = Reviewer.owner(review, facts.get().people().values(), this::load, clock.instant());
        return new Review(
                review.id(),
                review.kind(),
                review.agent(),
                review.about(),
                review.task(),
                review.apart(),
                owner.map(Person::id),
                review.opened(),
                review.due(),
                Optional.empty(),
                Optional.empty(),
                review.revision());
    }

    private long load(Person person) {
        return live.values().stream()
                .filter(Review::open)
                .filter(review -> review.owner().equals(Optional.of(person.id())))
                .count();
    }

    @Override
    public Dues of(AgentId agent, Instant now) {
        long changes = 0;
        long writes = 0;
        for (var review : live.values()) {
            if (!review.agent().equals(agent) || !review.holds(now)) continue;
            if (review.kind() == Review.Kind.SAMPLE) writes++;
            else changes++;
        }
        return new Dues(changes, writes, 0);
    }

    /** How many reviews of one kind of this agent nobody has looked at. */
    long open(AgentId agent, Review.Kind kind) {
        return live.values().stream()
                .filter(review -> review.kind() == kind && review.agent().equals(agent) && review.open())
                .count();
    }

    /** Whether one of this kind holds somebody back at this moment, or would if it is not done. */
    public boolean owed(Review.Kind kind) {
        return live.values().stream().anyMatch(review -> review.kind() == kind);
    }

    public Optional<Review> find(ReviewId id) {
        return reviews.find(id);
    }

    /** What waits for people, what is due first first. */
    public List<Review> waiting() {
        return live.values().stream()
                .sorted(Comparator.comparing(Review::due).thenComparingLong(Review::about))
                .toList();
    }

    public List<Review> list(int limit, int offset) {
        return reviews.list(limit, offset);
    }

    /** Why this person cannot close, or settle, this review; empty when they can. */
    public Optional<String> obstacle(Review review, Actor.Human actor) {
        var person = facts.get().person(actor.person());
        if (person.isEmpty()) return Optional.of("you are not an active person of the register");
        if (!review.live()) return Optional.of("this review is closed already");
        return review.open()
                ? Reviewer.obstacle(review, person.get(), clock.instant())
                : Reviewer.obstacleToSettling(review, person.get(), clock.instant());
    }

    /**
     * A person's finding, or, of what was found not ok, what became of it.
     *
     * @return why it does not count, empty when it does
     */
    public Optional<String> close(ReviewId id, Actor.Human actor, boolean ok, String reason) {
        var found = reviews.find(id);
        if (found.isEmpty()) return Optional.of("there is no " + id);
        var review = found.get();
        var obstacle = obstacle(review, actor).or(() -> unsaid(review, ok, reason));
        if (obstacle.isPresent()) return obstacle;
        if (!log.honours(Binding.of(review)))
            return Optional.of(
                    "this review is not as the log has it: tell " + facts.get().contact());
        var said = new Said(actor.person(), ok, reason, clock.instant());
        return kept(review.open() ? review.closed(said) : review.settled(said), actor, reason);
    }

    private static Optional<String> unsaid(Review review, boolean ok, String reason) {
        if (!review.open() && !ok) return Optional.of("it is found not ok already: say how it was dealt with");
        boolean needed = !ok || !review.open() || review.kind() == Review.Kind.EMERGENCY;
        return needed && reason.isBlank() ? Optional.of("say why") : Optional.empty();
    }

    private Optional<String> kept(Review next, Actor actor, String reason) {
        return next.live() ? held(next, actor, reason) : done(next, actor, reason);
    }

    /** What holds an agent back is in the store before it is in the log. */
    private Optional<String> held(Review next, Actor actor, String reason) {
        if (!reviews.replace(next)) return Optional.of(FASTER);
        live.put(next.id(), next);
        record(next, actor, "not-ok", reason);
        alerts.raise(
                next.agent(),
                "review-not-ok",
                next.id() + " was found not ok; until that is settled "
                        + next.kind().lapse());
        if (next.kind() == Review.Kind.EXECUTION) mismatch.get().accept(next, actor);
        return Optional.empty();
    }

    /** What lets it go on is in the log before it is in the store. */
    private Optional<String> done(Review next, Actor actor, String reason) {
        record(next, actor, next.settled().isPresent() ? "settled" : "ok", reason);
        if (!reviews.replace(next)) {
            reviews.find(next.id()).ifPresent(now -> record(now, new Actor.House(), "not-kept", ""));
            return Optional.of(FASTER);
        }
        live.remove(next.id());
        return Optional.empty();
    }

    /** Tells people once of each review that ran over its date. */
    void tellOverdue() {
        var now = clock.instant();
        live.values().stream()
                .filter(review -> review.overdue(now) && told.add(review.id()))
                .forEach(review -> alerts.raise(
                        review.agent(),
                        "review-overdue",
                        review.id() + " was due at " + review.due() + ": until it is done "
                                + review.kind().lapse()));
        told.retainAll(live.keySet());
    }

    private void record(Review review, Actor actor, String what, String reason) {
        var body = JsonObject.with("what", what)
                .and("reason", reason)
                .and("review", review.json())
                .build();
        log.append(Event.of(Event.Kind.REVIEW, actor, review.agent(), Binding.in(body, Binding.of(review))));
    }
}
