package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One lever for the worst day. The steps are begun in the order of {@link Step}, each on its own thread with its own
 * deadline; none waits for the one before to succeed. Only the seal gets its quarter of a second before anything is
 * changed, because what it sees dies with the stop.
 *
 * <p>Each step writes an entry when it ends. An entry that cannot be written is kept and written by {@link #resume}, which
 * also takes up every step that a crash or a failing world left open.
 */
public final class Containment implements AutoCloseable {
    /** How much earlier the seal begins than what changes anything. */
    static final Duration HEAD_START = Duration.ofMillis(250);

    /** How long the answer waits for the last entries. */
    private static final Duration WRITING = Duration.ofSeconds(2);

    private final AuditLog log;
    private final Cases cases;
    private final Map<Step, Function<Order, Achieved>> steps;
    private final InstantSource clock;
    private final Supplier<CaseId> ids;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Unwritten unwritten;

    /** What is being done at this moment: a round does not begin again what still hangs. */
    private final Map<Going, Integer> going = new ConcurrentHashMap<>();

    private final ReentrantLock opening = new ReentrantLock();
    private final ReentrantLock resuming = new ReentrantLock();

    /**
     * @param steps how each step is taken here
     * @param ids what nobody has used before
     */
    public Containment(
            AuditLog log,
            Cases cases,
            Map<Step, Function<Order, Achieved>> steps,
            InstantSource clock,
            Supplier<CaseId> ids) {
        this.log = log;
        this.cases = cases;
        this.steps = new EnumMap<>(steps);
        this.clock = clock;
        this.ids = ids;
        this.unwritten = new Unwritten(log);
        if (steps.size() < Step.values().length) throw new IllegalArgumentException("a step is missing");
    }

    /** Contains an agent, or all. Called again, it takes every step of the open case again. */
    public Incident contain(Optional<AgentId> agent, String reason, Actor actor) {
        return contain(agent, Optional.empty(), reason, actor);
    }

    /** The same, practised: a case of its own that says so everywhere. */
    public Incident drill(AgentId agent, Scenario scenario, Actor actor) {
        return contain(Optional.of(agent), Optional.of(scenario.name()), "DRILL: " + scenario.title(), actor);
    }

    private Incident contain(Optional<AgentId> agent, Optional<String> drill, String reason, Actor actor) {
        var incident = open(agent, drill, reason, actor);
        return take(EnumSet.allOf(Step.class), incident, actor);
    }

    private Incident open(Optional<AgentId> agent, Optional<String> drill, String reason, Actor actor) {
        opening.lock();
        try {
            return cases.openOr(agent, drill, () -> {
                var fresh = Incident.open(ids.get(), agent, reason, actor.name(), clock.instant());
                return begun(drill.map(fresh::practising).orElse(fresh), actor);
            });
        } finally {
            opening.unlock();
        }
    }

    /** The log hears of it at once, so that a crash in the first step leaves a case; nothing waits for that. */
    private Incident begun(Incident incident, Actor actor) {
        var opened =
                new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), incident.entry("opened"));
        var _ = threads.submit(() -> write(opened));
        return incident;
    }

    /**
     * Takes over a case that was begun while no server ran. What was done then is told, and every step is taken again: the
     * file that says so is nobody's proof.
     */
    public Incident takeOver(Incident begun, Actor actor) {
        if (cases.find(begun.id()).isEmpty())
            begun.taken().values().forEach(taken -> write(entry(begun, taken, actor)));
        var incident = cases.find(begun.id()).orElse(begun);
        return take(EnumSet.allOf(Step.class), incident, actor);
    }

    /** Whether every entry is in the log that was to be written so far. */
    public boolean written() {
        return unwritten.empty();
    }

    /** Writes what could not be written, and takes the steps that are not settled. */
    public void resume() {
        if (!resuming.tryLock()) return;
        try {
            if (unwritten.writeAgain() > 0) cases.remembered().forEach(this::sayAgain);
            for (var incident : cases.all()) {
                if (incident.closed().isEmpty()) take(open(incident), incident, new Actor.House());
            }
        } finally {
            resuming.unlock();
        }
    }

    private Set<Step> open(Incident incident) {
        var open = incident.todo();
        open.removeIf(step -> going.containsKey(new Going(incident.id(), step)));
        return open;
    }

    /** Where entries were not kept, the last word on each step stands in the log all the same. */
    private void sayAgain(Incident incident) {
        incident.taken().values().forEach(taken -> write(entry(incident, taken, new Actor.House())));
    }

    private Incident take(Set<Step> which, Incident incident, Actor actor) {
        var order = new Order(incident.id(), incident.agent(), incident.reason(), actor, Order.beside(incident, which));
        List<Begun> begun = new ArrayList<>();
        for (var step : which) {
            begun.add(begin(step, order, incident));
            if (step == Step.SEAL) pause(begun.getLast().written(), HEAD_START);
        }
        var after = incident;
        for (var each : begun) after = after.with(ended(each, incident, actor));
        begun.forEach(each -> pause(each.written(), WRITING));
        cases.saw(after);
        return after;
    }

    private record Going(CaseId id, Step step) {}

    /** A step on its way: what it comes to, and that it stands in the log. */
    private record Begun(Step step, Instant at, CompletableFuture<Taken> taken, Future<?> written) {}

    private Begun begin(Step step, Order order, Incident incident) {
        var at = clock.instant();
        var taken = order.beside(step);
        going.merge(new Going(order.id(), step), 1, Integer::sum);
        var written = threads.submit(() -> {
            taken.complete(carryOut(step, order, at));
            write(incident, taken.join(), order.actor());
        });
        return new Begun(step, at, taken, written);
    }

    /** Whatever a step throws is its own failure and nobody else's. */
    private Taken carryOut(Step step, Order order, Instant at) {
        Achieved achieved;
        try {
            achieved = Objects.requireNonNull(steps.get(step)).apply(order);
        } catch (RuntimeException e) {
            achieved = Achieved.failed(String.valueOf(e.getMessage()));
        } finally {
            going.computeIfPresent(new Going(order.id(), step), (_, times) -> times == 1 ? null : times - 1);
        }
        var took = Duration.between(at, clock.instant());
        return new Taken(step, achieved.outcome(), at, took, achieved.note(), achieved.detail());
    }

    private Taken ended(Begun begun, Incident incident, Actor actor) {
        var end = begun.at().plus(begun.step().deadline());
        var left = Duration.between(clock.instant(), end);
        if (await(begun.taken(), left.isNegative() ? Duration.ZERO : left))
            return begun.taken().join();
        var late = new Taken(
                begun.step(),
                Outcome.TOO_LATE,
                begun.at(),
                begun.step().deadline(),
                "no answer within " + begun.step().deadline().toMillis() + " ms",
                JsonObject.EMPTY);
        pause(threads.submit(() -> write(incident, late, actor)), WRITING);
        return late;
    }

    /** Whether it came to an end in time; why it did not, the case says. */
    private static boolean await(Future<?> something, Duration longest) {
        try {
            something.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause(Future<?> something, Duration longest) {
        var _ = await(something, longest);
    }

    /** What a round finds as it was before is not said again. */
    private void write(Incident incident, Taken taken, Actor actor) {
        boolean known = incident.at(taken.step()).filter(taken::repeats).isPresent();
        if (known && actor instanceof Actor.House) return;
        write(entry(incident, taken, actor));
    }

    private static Event entry(Incident incident, Taken taken, Actor actor) {
        return new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), incident.entry(taken));
    }

    private void write(Event event) {
        unwritten.write(event);
    }

    /**
     * A person says that they did what no machine could.
     *
     * @return why that does not count, empty when it does
     */
    public Optional<String> confirm(CaseId id, Step step, String evidence, Actor.Human actor) {
        if (evidence.isBlank()) return Optional.of("say what you did and what shows it");
        var found = cases.find(id).flatMap(incident -> incident.at(step)).map(Taken::outcome);
        if (found.isEmpty()) return Optional.of("there is no such step of \"" + id + "\"");
        if (found.get() == Outcome.DONE) return Optional.of("it is done already");
        if (step == Step.KILL && !isolated(id))
            return Optional.of(
                    "only the process table says that an agent is stopped: contain it again; where nobody can"
                            + " see its machine any more, isolate that first and confirm it");
        var now = clock.instant();
        var detail = JsonObject.with("confirmedBy", actor.name()).build();
        var taken = new Taken(step, Outcome.DONE, now, Duration.ZERO, evidence, detail);
        var incident = cases.find(id).orElseThrow();
        log.append(new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), incident.entry(taken)));
        return Optional.empty();
    }

    private boolean isolated(CaseId id) {
        return cases.find(id)
                .flatMap(incident -> incident.at(Step.ISOLATE))
                .filter(Isolation::counts)
                .isPresent();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
