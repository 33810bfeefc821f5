package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.DecisionPoint;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.decision.Route;
import dev.bailiwick.core.detection.Screen;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.DelegationDesk;
import dev.bailiwick.procedure.approval.GlassDesk;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.DecidedCalls;
import dev.bailiwick.procedure.enforcement.DecisionRecord;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Judge;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.enforcement.Overuse;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.enforcement.RuntimeFiles;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.enforcement.Witness;
import dev.bailiwick.procedure.register.Worklist;
import dev.bailiwick.procedure.review.Duties;
import dev.bailiwick.procedure.review.ReviewDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The whole procedure floor in memory, with people, one agent and a decision point that reads the tier off the tool's name:
 * {@code t1}, {@code t2}, {@code t3}, {@code t4}; {@code unknown} is not classified; {@code broken} throws.
 */
public final class TestHouse {
    public static final AgentId AGENT = new AgentId("desk");
    public static final SessionId SESSION = new SessionId("agent:main:main");
    public static final PersonId OPERATOR = new PersonId("olga");
    public static final PersonId BUSINESS = new PersonId("bea");
    public static final PersonId IT = new PersonId("ian");
    public static final PersonId SECURITY = new PersonId("sam");

    /** Hears one phrase. */
    public static final Screen SCREEN = Screen.of(List.of(Json.parseObject("""
            {"format": "bailiwick-screen-1",
             "words": [{"kind": "phrase", "any": ["open sesame"]}],
             "rules": [{"id": "test.phrase", "points": 40, "then": ["phrase"], "hostile": true}]}""")));

    public final ManualClock clock = new ManualClock();
    public final MemoryAuditLog log = new MemoryAuditLog(clock);
    public final ControlLog control = ControlLog.over(log);
    public final Precautions precautions = new Precautions();
    public final MemoryApprovals approvals = new MemoryApprovals();
    public final MemoryGlasses glasses = new MemoryGlasses();
    public final MemoryDelegations delegations = new MemoryDelegations();
    public final MemoryTickets tickets = new MemoryTickets();
    public final PlayedChanges changes = new PlayedChanges();
    public final MemoryConfirmedTools tools = new MemoryConfirmedTools();
    public final List<String> notices = new ArrayList<>();
    public final MemoryReviews reviews = new MemoryReviews();
    public final CurrentFacts facts;
    public final Sessions sessions;
    public final DecidedCalls calls = new DecidedCalls();
    public final Alerts alerts = new Alerts(log, clock);
    public final ApprovalDesk desk;
    public final DelegationDesk deputies;
    public final GlassDesk glass;
    public final ReviewDesk reviewing;
    public final Duties duties;
    public final Worklist worklist;
    public final Enforcer enforcer;
    public final Reports reports;
    public final Liveness liveness;
    public final Witness witness;
    /** What Bailiwick reads of the agent's plugin and configuration itself. */
    public Optional<RuntimeFiles.Reading> files = Optional.empty();

    private final AtomicInteger numbers = new AtomicInteger();

    public TestHouse() {
        this(TestHouse::byName, facts(), new Sessions(), SCREEN);
    }

    /** With another decision point, and what it knows. */
    public TestHouse(DecisionPoint decisionPoint, Facts known, Sessions running, Screen screen) {
        facts = new CurrentFacts(known);
        sessions = running;
        worklist = new Worklist(tools, facts, control, alerts, clock);
        var around = new ApprovalDesk.Surroundings(
                clock,
                this::taskId,
                (agent, session, text) -> notices.add(text),
                false,
                Optional.empty(),
                List.of(changes));
        var kept = new ApprovalDesk.Kept(approvals, tickets, delegations, glasses);
        desk = new ApprovalDesk(kept, control, facts::now, around);
        deputies = new DelegationDesk(delegations, control, facts::now, this::delegationId, clock);
        reviewing = new ReviewDesk(reviews, control, facts::now, alerts, clock);
        glass = new GlassDesk(
                kept,
                control,
                facts::now,
                new GlassDesk.Surroundings(
                        clock, this::glassId, () -> reviewing.owed(Review.Kind.EMERGENCY), alerts::raise));
        duties = new Duties(control, reviewing, () -> "seed", 1);
        var judge = new Judge(decisionPoint, facts, sessions, new Budgets(reviewing, Overuse.alerting(alerts)), clock);
        var record = new DecisionRecord(control, calls, facts.now().catalog(), json -> json);
        enforcer = new Enforcer(judge, record, desk, precautions, worklist);
        reports = new Reports(sessions, calls, desk, log, json -> json, screen);
        liveness = new Liveness(_ -> files, log, alerts, clock, this::chance);
        witness = new Witness(facts, calls, liveness, log, alerts, clock);
    }

    public static Attempt attempt(String tool) {
        return attempt(
                tool,
                "call-" + tool,
                JsonObject.with("to", "someone@example.org").build());
    }

    public static Attempt attempt(String tool, String call, JsonObject arguments) {
        return new Attempt(
                AGENT, SESSION, Optional.empty(), Optional.of(call), tool, arguments, Origin.UNKNOWN, Optional.empty());
    }

    public static Actor.Human by(PersonId person) {
        return new Actor.Human(person, Actor.Channel.CONSOLE);
    }

    /** Decides without waiting for anybody. */
    public static final Duration AT_ONCE = Duration.ZERO;

    private TaskId taskId() {
        return new TaskId("task-%012d".formatted(numbers.incrementAndGet()));
    }

    private GlassId glassId() {
        return new GlassId("glass-%010d".formatted(numbers.incrementAndGet()));
    }

    private DelegationId delegationId() {
        return new DelegationId("delegation-%010d".formatted(numbers.incrementAndGet()));
    }

    private String chance() {
        return "chance-" + numbers.incrementAndGet();
    }

    private static Facts facts() {
        var people = Map.of(
                OPERATOR, person(OPERATOR, Set.of(Function.BUSINESS)),
                BUSINESS, person(BUSINESS, Set.of(Function.BUSINESS)),
                IT, person(IT, Set.of(Function.IT, Function.SECURITY)),
                SECURITY, person(SECURITY, Set.of(Function.SECURITY)));
        var agent = new Agent(
                AGENT,
                OPERATOR,
                Step.PRODUCTION,
                ManualClock.START,
                Optional.of("openclaw"),
                Optional.of("openclaw-exec"),
                Set.of());
        return new Facts(
                Digest.of("facts"),
                people,
                Map.of(AGENT, agent),
                Freezes.NONE,
                Network.NOTHING,
                Catalog.of(List.of()),
                Map.of(),
                Rulebook.NOTHING,
                "the security team");
    }

    /** From now on the register has this person, as they are given here. */
    public void employ(Person person) {
        facts.change(now -> {
            var people = new HashMap<>(now.people());
            people.put(person.id(), person);
            return new Facts(
                    now.version(),
                    people,
                    now.agents(),
                    now.freezes(),
                    now.network(),
                    now.catalog(),
                    now.confirmed(),
                    now.policies(),
                    now.contact(),
                    now.grants(),
                    now.automations());
        });
    }

    private static Person person(PersonId id, Set<Function> functions) {
        return new Person(id, id.value(), functions, true, Optional.empty(), Set.of());
    }

    private static Judgement byName(
            Attempt attempt,
            dev.bailiwick.core.session.Session session,
            Facts facts,
            Optional<dev.bailiwick.core.decision.Evidence> evidence,
            Moment moment) {
        if (attempt.tool().equals("broken")) throw new IllegalStateException("a defect of ours");
        var action = Digest.of(JsonObject.with("tool", attempt.tool())
                .and("arguments", attempt.arguments())
                .build());
        var freeze = facts.freezes().of(attempt.agent());
        var tier = attempt.tool().startsWith("t") ? Tier.of(attempt.tool().charAt(1) - '0') : Tier.T4;
        boolean unknown = attempt.tool().equals("unknown");
        var known = unknown ? Operation.Known.UNCLASSIFIED : Operation.Known.CATALOGUED;
        var id = unknown ? Operation.UNCLASSIFIED : attempt.tool();
        var operation = new Operation(id, known, "do", tier, "", List.of("by name"), List.of());
        Decision decision = freeze.isPresent()
                ? new Decision.Refusal(new Reason("frozen", "frozen", "ask"))
                : decision(tier, action, evidence, moment);
        return Judgements.after(evidence, Judgements.of(attempt, operation, action, decision, facts, moment));
    }

    private static Decision decision(
            Tier tier, Digest action, Optional<dev.bailiwick.core.decision.Evidence> evidence, Moment moment) {
        var business = new Route(Set.of(Function.BUSINESS), false, false, Duration.ofHours(8));
        var infrastructure = new Route(Set.of(Function.IT), true, false, Duration.ofHours(4));
        return switch (tier) {
            case T1 -> new Decision.Permit(List.of());
            case T2 ->
                moment.unreviewedWrites() > 0
                        ? unless(evidence, action, moment, business, "review=weekly")
                        : new Decision.Permit(List.of(Obligation.of("review=weekly")));
            case T3 -> unless(evidence, action, moment, business, "log=full");
            case T4 ->
                moment.overdueReviews() > 0
                        ? new Decision.Refusal(new Reason("review_overdue", "a review is overdue", "ask"))
                        : unless(evidence, action, moment, infrastructure, "post_review=72h");
        };
    }

    private static Decision unless(
            Optional<dev.bailiwick.core.decision.Evidence> evidence,
            Digest action,
            Moment moment,
            Route route,
            String obligation) {
        return evidence.filter(proof -> proof.satisfies(route, action, moment.at()))
                        .isPresent()
                ? new Decision.Permit(obligations(evidence, obligation))
                : new Decision.Requestable(new Reason("approval_required", "a person decides", "wait"), route);
    }

    /** As the shipped policies do: whatever was permitted under a broken glass is reviewed within a day. */
    private static List<Obligation> obligations(
            Optional<dev.bailiwick.core.decision.Evidence> evidence, String obligation) {
        boolean glass =
                evidence.flatMap(dev.bailiwick.core.decision.Evidence::glass).isPresent();
        return glass
                ? List.of(Obligation.of(obligation), Obligation.of("post_review=24h"))
                : List.of(Obligation.of(obligation));
    }
}
