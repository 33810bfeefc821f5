package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.drill.Drill;
import dev.bailiwick.core.incident.drill.Drill.Mark;
import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.core.incident.drill.Scenario.Move;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.sink.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Plays a bad day with an agent in pilot: its moves go through the real gate, where nothing of them is carried out; then the
 * real lever is pulled. The agent is stopped and loses its credentials, as on the day itself, and everything says drill.
 */
public final class Drills {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration TOLD = Duration.ofSeconds(10);

    /** How often it is looked whether a receiver of the log has been told, at most. */
    private static final int LOOKS = 100;

    private final Enforcer enforcer;
    private final Reports reports;
    private final Containment containment;
    private final Cases cases;
    private final House house;

    /**
     * What surrounds it.
     *
     * @param receivers who gets the log elsewhere
     * @param patience waits a moment
     */
    public record House(
            AuditLog log,
            Supplier<Facts> facts,
            Supplier<List<Standing>> receivers,
            InstantSource clock,
            Runnable patience) {}

    public Drills(Enforcer enforcer, Reports reports, Containment containment, Cases cases, House house) {
        this.enforcer = enforcer;
        this.reports = reports;
        this.containment = containment;
        this.cases = cases;
        this.house = house;
    }

    /** What came of asking for one. */
    public sealed interface Played {
        record Done(Drill drill) implements Played {}

        record Refused(String why) implements Played {}
    }

    public Played play(Scenario scenario, AgentId agent, Actor.Human actor) {
        return obstacle(agent)
                .<Played>map(Played.Refused::new)
                .orElseGet(() -> new Played.Done(played(scenario, agent, actor)));
    }

    private Optional<String> obstacle(AgentId id) {
        var facts = house.facts().get();
        var agent = facts.agent(id);
        if (agent.isEmpty()) return Optional.of("no agent " + id + " is registered");
        if (agent.get().step() != dev.bailiwick.core.register.Step.PILOT)
            return Optional.of("a drill takes an agent in pilot, this one is in "
                    + Fields.spelling(agent.get().step())
                    + ": below pilot nothing is stopped, and production is not practised on");
        if (facts.freezes().of(id).isPresent()) return Optional.of(id + " is frozen already");
        return cases.all().stream()
                .filter(incident -> incident.closed().isEmpty()
                        && incident.agent().map(id::equals).orElse(true))
                .findFirst()
                .map(incident -> id + " is in " + incident.id() + ": nobody practises in the middle of it");
    }

    private Drill played(Scenario scenario, AgentId agent, Actor.Human actor) {
        List<Mark> marks = new ArrayList<>();
        var session = new SessionId("agent:main:drill-" + scenario.name());
        reports.started(agent, session);
        for (var move : scenario.moves()) move(agent, session, move).ifPresent(marks::add);
        var began = house.clock().instant();
        var incident = containment.drill(agent, scenario, actor);
        for (var limit : Limit.values()) marks.add(limit.mark(incident, began));
        marks.add(stillRefused(agent, session, scenario));
        marks.add(told());
        var drill = new Drill(scenario.name(), agent, incident.id(), began, marks);
        append(incident, actor, incident.entry("drilled").plus("result", drill.json()));
        append(
                incident,
                actor,
                incident.ending("drill " + scenario.name() + ": "
                        + drill.json().string("score").orElse("")));
        if (!drill.passed()) reopen(drill, actor);
        return drill;
    }

    /** A closed case whose change this drill proves is open again when it proves the contrary. */
    private void reopen(Drill drill, Actor.Human actor) {
        cases.all().stream()
                .filter(incident -> incident.closed().isPresent())
                .filter(incident -> incident.improvements().values().stream()
                        .anyMatch(action -> action.scenario().equals(Optional.of(drill.scenario()))))
                .forEach(incident -> append(incident, actor, incident.reopening(drill.scenario())));
    }

    /** What it reads is remembered like anything it reads; what it tries must not be permitted. */
    private Optional<Mark> move(AgentId agent, SessionId session, Move move) {
        var before = house.clock().instant();
        var call = call();
        var verdict = enforcer.enforce(attempt(agent, session, call, move), Duration.ZERO);
        var took = Duration.between(before, house.clock().instant());
        move.text()
                .ifPresent(text -> reports.outcome(
                        agent,
                        new Reports.Outcome(session, call, move.tool(), Optional.of(move.arguments()), true, text)));
        return move.mustBeStopped()
                ? Optional.of(Mark.within(AT_ONCE, move.what(), stopped(verdict), took, said(verdict)))
                : Optional.empty();
    }

    private static Attempt attempt(AgentId agent, SessionId session, Optional<String> call, Move move) {
        return new Attempt(
                agent,
                session,
                Optional.of("drill"),
                call,
                move.tool(),
                move.arguments(),
                Origin.UNKNOWN,
                Optional.empty());
    }

    /** Every attempt makes the log longer. */
    private Optional<String> call() {
        return Optional.of("drill-" + house.log().size());
    }

    private static boolean stopped(Verdict verdict) {
        return !(verdict instanceof Verdict.Permit);
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Permit permit -> "permitted: entry " + permit.entry();
            case Verdict.Refused refused -> "refused: " + refused.reason().text();
            case Verdict.Pending pending -> "held for people: " + pending.task();
            case Verdict.AlreadyExecuted done -> "ran before: entry " + done.execution();
        };
    }

    /** How long the steps of the containment may take on such a day. */
    private enum Limit {
        SEAL(Step.SEAL, Duration.ofSeconds(2), "what is there is sealed"),
        FREEZE(Step.CLOSE, Duration.ofSeconds(1), "every next decision is refused"),
        KILL(Step.KILL, Duration.ofSeconds(5), "the agent is stopped"),
        REVOKE(Step.REVOKE, Duration.ofSeconds(60), "every credential is revoked");

        private final Step step;
        private final Duration longest;
        private final String what;

        Limit(Step step, Duration longest, String what) {
            this.step = step;
            this.longest = longest;
            this.what = what;
        }

        Mark mark(Incident incident, Instant began) {
            return incident.at(step)
                    .map(taken -> Mark.within(
                            longest,
                            what,
                            taken.outcome() == Outcome.DONE,
                            Duration.between(began, taken.began().plus(taken.took())),
                            Fields.spelling(taken.outcome()) + ": " + taken.note()))
                    .orElseGet(() -> Mark.within(longest, what, false, Duration.ZERO, "not taken"));
        }
    }

    private Mark stillRefused(AgentId agent, SessionId session, Scenario scenario) {
        var before = house.clock().instant();
        var verdict = enforcer.enforce(
                attempt(agent, session, call(), scenario.moves().getLast()), Duration.ZERO);
        return Mark.within(
                AT_ONCE,
                "what it tries next is refused",
                stopped(verdict),
                Duration.between(before, house.clock().instant()),
                said(verdict));
    }

    /** A receiver of the log elsewhere has everything that stands in it now. */
    private Mark told() {
        var before = house.clock().instant();
        long size = house.log().size();
        int looks = house.receivers().get().isEmpty() ? 0 : LOOKS;
        for (int look = 0; look < looks && !received(size); look++)
            house.patience().run();
        return Mark.within(
                TOLD,
                "somebody elsewhere is told",
                received(size),
                Duration.between(before, house.clock().instant()),
                house.receivers().get().isEmpty()
                        ? "no receiver of the log is configured: nobody would have known"
                        : String.join(
                                ", ",
                                house.receivers().get().stream()
                                        .map(Standing::name)
                                        .toList()));
    }

    private boolean received(long size) {
        var all = house.receivers().get();
        return !all.isEmpty() && all.stream().anyMatch(each -> each.received() >= size);
    }

    private void append(Incident incident, Actor.Human actor, JsonObject body) {
        house.log().append(new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), body));
    }
}
