package dev.bailiwick.console.testing;

import dev.bailiwick.console.Console;
import dev.bailiwick.console.frame.Hosts;
import dev.bailiwick.console.incident.IncidentPages;
import dev.bailiwick.console.posture.PosturePages;
import dev.bailiwick.console.review.ReviewPages;
import dev.bailiwick.console.signin.WebAuthn;
import dev.bailiwick.console.signin.openid.OpenId;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.decision.Route;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.inquiry.Normal;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.OpenIdSettings;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.people.SignInSettings.Demand;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.register.discovery.Sighting;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.review.Grant;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.risk.RiskMatrix;
import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.TokenId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.DelegationDesk;
import dev.bailiwick.procedure.approval.GlassDesk;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.audit.EvidenceReads;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.DecidedCalls;
import dev.bailiwick.procedure.enforcement.DecisionRecord;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Judge;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.enforcement.RuntimeFiles;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.hardening.Looks;
import dev.bailiwick.procedure.hardening.PostureDesk;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.incident.Casework;
import dev.bailiwick.procedure.incident.Investigation;
import dev.bailiwick.procedure.incident.Recovery;
import dev.bailiwick.procedure.node.Contacts;
import dev.bailiwick.procedure.node.NodeDesk;
import dev.bailiwick.procedure.node.NodeRegister;
import dev.bailiwick.procedure.programme.Blocking;
import dev.bailiwick.procedure.programme.ProgrammeDesk;
import dev.bailiwick.procedure.register.AutomationDesk;
import dev.bailiwick.procedure.register.Discovery;
import dev.bailiwick.procedure.register.IntegrationDesk;
import dev.bailiwick.procedure.register.Ladder;
import dev.bailiwick.procedure.register.Ownership;
import dev.bailiwick.procedure.register.PaperDesk;
import dev.bailiwick.procedure.register.RegisterUnreadable;
import dev.bailiwick.procedure.register.Retirement;
import dev.bailiwick.procedure.register.Worklist;
import dev.bailiwick.procedure.review.CampaignDesk;
import dev.bailiwick.procedure.review.Duties;
import dev.bailiwick.procedure.review.ReviewDesk;
import dev.bailiwick.procedure.risk.PostureControls;
import dev.bailiwick.procedure.risk.RiskDesk;
import dev.bailiwick.procedure.signin.Consents;
import dev.bailiwick.procedure.signin.PasskeyDesk;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.signin.StepUp;
import dev.bailiwick.procedure.signin.TokenDesk;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.StopDesk;
import dev.bailiwick.procedure.testing.Judgements;
import dev.bailiwick.procedure.testing.MemoryAgents;
import dev.bailiwick.procedure.testing.MemoryApprovals;
import dev.bailiwick.procedure.testing.MemoryArchive;
import dev.bailiwick.procedure.testing.MemoryConfirmedTools;
import dev.bailiwick.procedure.testing.MemoryDelegations;
import dev.bailiwick.procedure.testing.MemoryFreezeRecords;
import dev.bailiwick.procedure.testing.MemoryGlasses;
import dev.bailiwick.procedure.testing.MemoryIntegrations;
import dev.bailiwick.procedure.testing.MemoryPasskeys;
import dev.bailiwick.procedure.testing.MemoryReviews;
import dev.bailiwick.procedure.testing.MemorySignIns;
import dev.bailiwick.procedure.testing.MemoryTickets;
import dev.bailiwick.procedure.testing.MemoryTokens;
import dev.bailiwick.procedure.testing.ShippedRegister;
import dev.bailiwick.procedure.testing.ShippedRunbook;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The console of a small organisation on a free port of loopback. Ana holds Business, Ben holds IT and runs the agents, Cleo
 * holds Security, Dora nothing at all, Eve has left. Procedures are the real ones; the decision point is a table by tool name.
 */
public final class PlayedHouse implements AutoCloseable {
    public static final AgentId DESK = new AgentId("desk");
    public static final AgentId SCOUT = new AgentId("scout");
    public static final PersonId ANA = new PersonId("ana");
    public static final PersonId BEN = new PersonId("ben");
    public static final PersonId CLEO = new PersonId("cleo");
    public static final PersonId DORA = new PersonId("dora");
    public static final PersonId EVE = new PersonId("eve");
    public static final PersonId ADA = new PersonId("ada");
    public static final PersonId FAY = new PersonId("fay");
    public static final String CONTACT = "security@example.org";

    /** After a minute who is on call is told, after five Security. */
    public static final Escalation ESCALATION = new Escalation(
            List.of(),
            List.of(
                    new Escalation.Rung(Duration.ofMinutes(1), Set.of()),
                    new Escalation.Rung(Duration.ofMinutes(5), Set.of(Function.SECURITY))));

    /** How long people have for a task. */
    public static final Duration TTL = Duration.ofMinutes(9);

    private static final String DUTIES = """
        {"version": 1, "duties": [
          {"id": "backup-test", "title": "Restore a backup", "how": "restore store and log on another machine",
           "per": "house", "every": 90, "owners": ["it", "security"], "escalateAfter": 14, "blocks": true},
          {"id": "owner-attestation", "title": "Attest purpose and scope", "how": "read what the agent did",
           "per": "agent", "every": 180, "owners": ["business", "security"], "escalateAfter": 14}]}
        """;

    private static final String RISKS = """
        {"format": "bailiwick-risk-1", "vectors": [
          {"id": "exposed-gateway", "title": "Exposed gateway", "how": "it is reached from outside",
           "impact": "every key is theirs", "likelihood": 4, "severity": 5, "reduces": 80,
           "scenarios": ["AML.CS0048 exposed control interface"],
           "controls": [{"id": "posture/NET-01", "weight": 3}, {"id": "posture/NET-02", "weight": 1}]},
          {"id": "fraud", "title": "Fraud <b>", "how": "money moves", "impact": "it is gone",
           "likelihood": 1, "severity": 4, "reduces": 50, "controls": [{"id": "house/nobody", "weight": 1}]}]}
        """;

    private final AtomicInteger numbers = new AtomicInteger();
    private final int port = freePort();
    private final SettableClock clock = new SettableClock();
    private final CurrentFacts facts = new CurrentFacts(facts());
    private final MemoryLog log = new MemoryLog(clock);
    private final ControlLog control = ControlLog.over(log);
    private final PlayedNodes played = new PlayedNodes();
    private final NodeRegister nodes = new NodeRegister(played, control);
    private final Contacts contacts = new Contacts(clock, this::chance);
    private final NodeDesk nodeDesk;
    private final MemoryApprovals approvals = new MemoryApprovals();
    private final MemoryDelegations delegations = new MemoryDelegations();
    private final MemoryGlasses glasses = new MemoryGlasses();
    private final MemoryTickets tickets = new MemoryTickets();
    private final MemoryConfirmedTools tools = new MemoryConfirmedTools();
    private final Liveness liveness =
            new Liveness(_ -> Optional.<RuntimeFiles.Reading>empty(), log, new Alerts(log, clock), clock, this::chance);
    private final SignInDesk signIn = new SignInDesk(new MemorySignIns(), facts::now, control, clock, this::chance);
    private final MemoryPasskeys passkeys = new MemoryPasskeys();
    private final WebAuthn authenticators = new WebAuthn(URI.create("http://localhost:" + port));
    private final StepUp stepUp = new StepUp(
            passkeys, authenticators, signIn, control, new StepUp.Around(clock, this::chance, Demand.WHEN_REGISTERED));
    private final PasskeyDesk passkeyDesk = new PasskeyDesk(passkeys, authenticators, stepUp, control, clock);
    private final Consents consents =
            new Consents(stepUp, control, new Consents.Around(clock, this::chance, address("/consents/")));
    private final TokenDesk tokenDesk = new TokenDesk(
            new MemoryTokens(), facts::now, control, stepUp, new TokenDesk.Around(clock, this::tokenId, this::chance));
    private final ApprovalDesk desk = new ApprovalDesk(
            new ApprovalDesk.Kept(approvals, tickets, delegations, glasses),
            control,
            facts::now,
            new ApprovalDesk.Surroundings(clock, this::taskId, (_, _, _) -> {}, false, Optional.of(stepUp)));
    private final ReviewDesk reviews =
            new ReviewDesk(new MemoryReviews(), control, facts::now, new Alerts(log, clock), clock);
    private final Duties duties = new Duties(control, reviews, this::chance, 1);
    private final Cases cases = new Cases(log);
    private final Casework casework = new Casework(cases, log, ShippedRunbook.runbook(), facts::now, clock);
    private final Investigation investigation =
            new Investigation(cases, log, (_, since) -> new Normal(since, Set.of(), Optional.empty()));
    private final List<String> contained = new ArrayList<>();
    private final Recovery recovery = new Recovery(cases, casework, log, facts::now, new Unrepaired());
    private volatile Supplier<Inventory> registered = () -> Inventory.EMPTY;
    private final IntegrationDesk integrations = new IntegrationDesk(
            new MemoryIntegrations(),
            facts,
            control,
            clock,
            ShippedRegister.surroundings(() -> registered.get(), this::integrationId));
    private final PaperDesk papers = new PaperDesk(control, new MemoryArchive(), facts, new Alerts(log, clock), clock);
    private final List<AgentId> killed = new ArrayList<>();
    private final Worklist worklist = new Worklist(tools, facts, control, new Alerts(log, clock), clock);
    private final PostureDesk posture = new PostureDesk(facts, log, Looks.NOWHERE, clock);
    private final List<Sighting> sighted = new ArrayList<>();
    private final Discovery discovery = new Discovery(log, new Alerts(log, clock), () -> List.copyOf(sighted), clock);
    private final CampaignDesk campaigns = new CampaignDesk(
            log,
            new CampaignDesk.Surroundings(
                    facts::now,
                    () -> List.of(new Grant(
                            Grant.agent(DESK),
                            DESK,
                            "step production, pack baseline",
                            0,
                            Optional.empty(),
                            Optional.empty(),
                            Set.of(BEN))),
                    new Alerts(log, clock),
                    new Precautions(),
                    _ -> {},
                    integrations,
                    clock));
    private final Enforcer enforcer;
    private final Console console;
    private final WebServer server;

    /** A clock that runs, and can be moved on. */
    public static final class SettableClock implements InstantSource {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        public synchronized void advance(Duration by) {
            ahead = ahead.plus(by);
        }
    }

    /** A machine that nobody has looked at yet. */
    private static final class Unrepaired implements Recovery.Surroundings {
        @Override
        public Optional<String> alive(AgentId agent, Instant opened) {
            return Optional.empty();
        }

        @Override
        public Optional<String> baseline(AgentId agent) {
            return Optional.of("nobody has looked at the machine yet");
        }

        @Override
        public Optional<String> moveDown(Agent agent, Actor.Human actor, String reason) {
            return Optional.empty();
        }

        @Override
        public Optional<String> release(AgentId agent, Actor.Human actor, String reason) {
            return Optional.empty();
        }
    }

    private volatile List<Provenance> supplied = List.of();

    public PlayedHouse() {
        this(Optional.empty());
    }

    /** @param openId who else says who somebody is */
    public PlayedHouse(Optional<OpenIdSettings> openId) {
        var stop = new StopDesk(
                facts, List.of(new MemoryFreezeRecords(), new MemoryFreezeRecords()), control, host(), clock);
        var ladder = new Ladder(
                new MemoryAgents(),
                facts,
                control,
                clock,
                new Ladder.Surroundings("bailiwick", _ -> true, _ -> Optional.empty()));
        var budgets = new Budgets();
        nodeDesk = new NodeDesk(
                nodes,
                contacts,
                control,
                facts::now,
                stop,
                new NodeDesk.Around(clock, this::chance, played, _ -> Optional.empty()));
        enforcer = new Enforcer(
                new Judge(this::decide, facts, new Sessions(), budgets, clock),
                new DecisionRecord(control, new DecidedCalls(), catalog(), UnaryOperator.identity()),
                desk,
                new Precautions(),
                worklist);
        console = new Console(
                new Console.Readings(
                        facts,
                        approvals,
                        tickets,
                        tools,
                        log,
                        liveness,
                        budgets,
                        posture,
                        new PosturePages.Nodes(nodes, contacts),
                        risk(),
                        programme(),
                        campaigns,
                        discovery,
                        () -> ESCALATION),
                new Console.Desks(
                        desk,
                        new TicketDesk(tickets, control, facts::now),
                        new DelegationDesk(delegations, control, facts::now, this::delegationId, clock),
                        glass(),
                        stop,
                        ladder,
                        worklist,
                        signIn,
                        passkeyDesk,
                        consents,
                        tokenDesk,
                        openId.map(settings -> new OpenId(
                                settings,
                                signIn,
                                facts::now,
                                new OpenId.Around(clock, this::chance, URI.create(address(""))))),
                        new ReviewPages.Room(reviews, duties::sample),
                        new IncidentPages.Room(
                                cases, casework, investigation, recovery, (_, _) -> Optional.empty(), this::contain),
                        new EvidenceReads(log, clock),
                        integrations,
                        new Retirement(
                                integrations,
                                List::of,
                                (_, _, _) -> {
                                    throw new IllegalStateException("nothing to revoke");
                                },
                                ShippedRegister.GUIDES,
                                new Alerts(log, clock)),
                        new Ownership(control, facts::now, new Alerts(log, clock)),
                        new AutomationDesk(control, facts, new Alerts(log, clock), clock),
                        papers,
                        agent ->
                                new AgentHost.Whereabouts(agent, Optional.empty(), Optional.empty(), Optional.empty())),
                Hosts.loopback(),
                clock);
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofSeconds(5))
                .maxPayloadSize(1 << 20)
                .routing(console::routes)
                .build()
                .start();
    }

    private ProgrammeDesk programme() {
        return new ProgrammeDesk(
                () -> Programme.of(Json.parseObject(DUTIES)),
                List.of(),
                log,
                new ProgrammeDesk.Surroundings(facts::now, new Alerts(log, clock), new Blocking(), clock));
    }

    private RiskDesk risk() {
        return new RiskDesk(
                RiskMatrix.of(Json.parseObject(RISKS)),
                Map.of(
                        "posture",
                        new PostureControls(posture, () -> facts.now().agents().keySet(), clock)),
                new Alerts(log, clock));
    }

    private GlassDesk glass() {
        return new GlassDesk(
                new ApprovalDesk.Kept(approvals, tickets, delegations, glasses),
                control,
                facts::now,
                new GlassDesk.Surroundings(
                        clock,
                        () -> new GlassId("glass-%010d".formatted(numbers.incrementAndGet())),
                        () -> reviews.owed(Review.Kind.EMERGENCY),
                        (_, _, _) -> {}));
    }

    private AgentHost host() {
        return (agent, _) -> {
            killed.add(agent.agent());
            return new AgentHost.Stopped(List.of(4711L), List.of());
        };
    }

    private static int freePort() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Something nobody registered is on the machine, and was seen. */
    public void seeing(Sighting sighting) {
        sighted.add(sighting);
        discovery.scan();
    }

    /** From now on this stands in the register's file. */
    public void registering(Inventory register) {
        registered = () -> register;
    }

    /** From now on nobody can read it. */
    public void spoilRegister(String why) {
        registered = () -> {
            throw new RegisterUnreadable(why, new IllegalStateException("played"));
        };
    }

    public PaperDesk papers() {
        return papers;
    }

    public Consents consents() {
        return consents;
    }

    public MemoryPasskeys passkeys() {
        return passkeys;
    }

    public String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The path of a fresh one-time link. */
    public String link(PersonId person) {
        return "/sign-in?token=" + signIn.link(person).orElseThrow();
    }

    public SettableClock clock() {
        return clock;
    }

    /** The log as the desks write it: with what it binds. */
    public NodeDesk nodes() {
        return nodeDesk;
    }

    public ControlLog control() {
        return control;
    }

    public MemoryLog log() {
        return log;
    }

    public CurrentFacts currentFacts() {
        return facts;
    }

    public MemoryTickets tickets() {
        return tickets;
    }

    public MemoryConfirmedTools tools() {
        return tools;
    }

    public ReviewDesk reviews() {
        return reviews;
    }

    public IntegrationDesk integrations() {
        return integrations;
    }

    public ApprovalDesk desk() {
        return desk;
    }

    public CampaignDesk campaigns() {
        return campaigns;
    }

    public PostureDesk posture() {
        return posture;
    }

    public Console console() {
        return console;
    }

    public Worklist worklist() {
        return worklist;
    }

    /** Whom a stop has killed. */
    public List<AgentId> killed() {
        return List.copyOf(killed);
    }

    /** The open stream ends, the rest goes on: as when a proxy cuts idle connections. */
    public void cutStreams() {
        console.close();
    }

    /** An agent tries something; nobody is waited for. */
    public Verdict attempt(AgentId agent, String tool, JsonObject arguments) {
        var origin = new Origin(Origin.Kind.MESSAGE, Optional.of("mail:customer@example.net"), false);
        return attempt(agent, tool, arguments, origin);
    }

    public Verdict attempt(AgentId agent, String tool, JsonObject arguments, Origin origin) {
        var attempt = new Attempt(
                agent,
                new SessionId("agent:" + agent + ":main"),
                Optional.of("run-" + numbers.incrementAndGet()),
                Optional.of("call-" + numbers.incrementAndGet()),
                tool,
                arguments,
                origin,
                Optional.empty());
        return enforcer.enforce(attempt, Duration.ZERO);
    }

    /** Where the arguments of the next calls come from; the first one is the destination. */
    public void supply(Provenance... provenance) {
        supplied = List.of(provenance);
    }

    /** An attempt that must wait for people: its task. */
    public TaskId pending(String tool, JsonObject arguments) {
        if (attempt(DESK, tool, arguments) instanceof Verdict.Pending(var _, var task, var _)) return task;
        throw new IllegalStateException("this was not left pending: " + tool);
    }

    /** The agent's plugin is heard, now. */
    public void beat(AgentId agent) {
        var digests = new RuntimeFiles.Digests(Digest.of("plugin"), Digest.of("configuration"));
        var first = liveness.beat(new Liveness.Heartbeat(agent, "", 4711, "2026.9.6", digests));
        liveness.beat(new Liveness.Heartbeat(agent, first.nonce(), 4711, "2026.9.6", digests));
    }

    /** Takes a person out of the register's active ones. */
    public void deactivate(PersonId id) {
        var old = facts.now().people().get(id);
        if (old == null) return;
        employ(new Person(old.id(), old.name(), old.functions(), false, old.account(), old.senders()));
    }

    /** From now on exactly these automations are registered. */
    public void run(List<dev.bailiwick.core.register.automation.Attested> automations) {
        facts.change(now -> now.running(automations));
    }

    /** From now on the register has this person, as they are given here. */
    public void employ(Person person) {
        facts.change(now -> {
            var people = new java.util.HashMap<>(now.people());
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

    @Override
    public void close() {
        console.close();
        server.stop();
    }

    private String chance() {
        return "chance-" + numbers.incrementAndGet() + "-0123456789abcdef";
    }

    private IntegrationId integrationId() {
        return new IntegrationId("int-%012d".formatted(numbers.incrementAndGet()));
    }

    private TokenId tokenId() {
        return new TokenId("token-%010d".formatted(numbers.incrementAndGet()));
    }

    private DelegationId delegationId() {
        return new DelegationId("delegation-%010d".formatted(numbers.incrementAndGet()));
    }

    private TaskId taskId() {
        return new TaskId("task-%012d".formatted(numbers.incrementAndGet()));
    }

    // ---- the table

    private Judgement decide(
            Attempt attempt, Session session, Facts facts, Optional<Evidence> evidence, Moment moment) {
        var operation = operation(attempt);
        var action = Digest.of(JsonObject.with("agent", attempt.agent().value())
                .and("tool", attempt.tool())
                .and("arguments", attempt.arguments())
                .build());
        boolean observed = facts.agent(attempt.agent()).map(Agent::step).equals(Optional.of(Step.OBSERVE));
        var decision = decision(operation, action, evidence, moment.at());
        return Judgements.from(
                supplied,
                observed
                        ? Judgements.observed(attempt, operation, action, decision, facts, moment)
                        : Judgements.of(attempt, operation, action, decision, facts, moment));
    }

    private static Operation operation(Attempt attempt) {
        String target = attempt.arguments()
                .string("target")
                .or(() -> attempt.arguments().string("to"))
                .or(() -> attempt.arguments().string("command"))
                .orElse("");
        return switch (attempt.tool()) {
            case "read" -> operation("files.read", "read", Tier.T1, target, "it only reads inside");
            case "upload" -> operation("web.upload", "send", Tier.T3, target, "the body holds a secret");
            case "message" -> operation("mail.send", "send", Tier.T3, target, "the recipient is external: " + target);
            case "exec" -> operation("openclaw.exec", "execute", Tier.T4, target, "every command is T4");
            default ->
                operation(Operation.UNCLASSIFIED, "unclassified", Tier.T4, target, "the tool is not in the catalogue");
        };
    }

    private static Operation operation(String id, String verb, Tier tier, String target, String because) {
        var known = id.equals(Operation.UNCLASSIFIED) ? Operation.Known.UNCLASSIFIED : Operation.Known.CATALOGUED;
        return new Operation(id, known, verb, tier, target, List.of(because), List.of());
    }

    private static Decision decision(Operation operation, Digest action, Optional<Evidence> evidence, Instant now) {
        return switch (operation.tier()) {
            case T1, T2 -> new Decision.Permit(List.of(Obligation.of("review=weekly")));
            case T3 ->
                operation.id().equals("web.upload")
                        ? new Decision.Refusal(new Reason(
                                "secret_leaves",
                                "a secret must not leave the house",
                                "take the secret out, or ask " + CONTACT))
                        : requestable(
                                operation,
                                new Route(Set.of(Function.BUSINESS), false, false, TTL),
                                action,
                                evidence,
                                now);
            case T4 -> requestable(operation, new Route(Set.of(Function.IT), true, false, TTL), action, evidence, now);
        };
    }

    private static Decision requestable(
            Operation operation, Route route, Digest action, Optional<Evidence> evidence, Instant now) {
        boolean proved =
                evidence.filter(proof -> proof.satisfies(route, action, now)).isPresent();
        if (proved) return new Decision.Permit(List.of(Obligation.of("post_review=72h")));
        return new Decision.Requestable(
                new Reason("approval_required", operation.because().getFirst() + ", so a person decides", "wait"),
                route);
    }

    private static Facts facts() {
        var people = Stream.of(
                        person(ANA, "Ana Alvarez", true, Function.BUSINESS),
                        person(BEN, "Ben Brandt", true, Function.IT),
                        person(CLEO, "Cleo Chen", true, Function.SECURITY, Function.IT),
                        person(DORA, "Dora Diaz", true),
                        person(EVE, "Eve Evans", false, Function.BUSINESS),
                        auditor(),
                        emergency())
                .collect(Collectors.toMap(Person::id, person -> person));
        var agents = Map.of(
                DESK, agent(DESK, Step.PRODUCTION, "openclaw", "openclaw-exec"),
                SCOUT, agent(SCOUT, Step.OBSERVE, "bailiwick", "bailiwick"));
        return new Facts(
                Digest.of("facts"),
                people,
                agents,
                Freezes.NONE,
                Network.NOTHING,
                catalog(),
                Map.of(),
                Rulebook.NOTHING,
                CONTACT);
    }

    private static Catalog catalog() {
        return Catalog.of(List.of());
    }

    private static Person person(PersonId id, String name, boolean active, Function... functions) {
        return new Person(id, name, Set.of(functions), active, Optional.empty(), Set.of());
    }

    private static Person emergency() {
        return new Person(
                FAY, "Fay Fox", Set.of(), true, Optional.empty(), Set.of(), Set.of(Role.EMERGENCY), Optional.empty());
    }

    private static Person auditor() {
        return new Person(
                ADA,
                "Ada Auer",
                Set.of(),
                true,
                Optional.empty(),
                Set.of(),
                Set.of(Role.AUDITOR),
                Optional.of(Instant.now().plus(Duration.ofDays(20))));
    }

    private static Agent agent(AgentId id, Step step, String account, String commands) {
        return new Agent(
                id,
                BEN,
                step,
                Instant.now().minus(Duration.ofDays(2)),
                Optional.of(account),
                Optional.of(commands),
                Set.of());
    }

    /** Opens the case, and no more: the steps are tested where they are taken. */
    private CaseId contain(Optional<AgentId> agent, String reason, Actor.Human actor) {
        contained.add(agent.map(AgentId::value).orElse("all"));
        var incident = Incident.open(new CaseId("case-0000000009"), agent, reason, actor.name(), clock.instant());
        log.append(new Event(Event.Kind.INCIDENT, actor, agent, Optional.empty(), incident.entry("opened")));
        return incident.id();
    }

    /** Whom the console contained, or "all". */
    public List<String> contained() {
        return List.copyOf(contained);
    }
}
