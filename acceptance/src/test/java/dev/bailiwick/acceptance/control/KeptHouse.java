package dev.bailiwick.acceptance.control;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.audit.Entry;
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
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Reconciliation;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.control.ControlCheck;
import dev.bailiwick.procedure.control.LoggedAgents;
import dev.bailiwick.procedure.control.LoggedFreezes;
import dev.bailiwick.procedure.control.StoredControl;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.DecidedCalls;
import dev.bailiwick.procedure.enforcement.DecisionRecord;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Judge;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Ladder;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.StopDesk;
import dev.bailiwick.procedure.testing.Judgements;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.approval.StoredApprovals;
import dev.bailiwick.store.approval.StoredDelegations;
import dev.bailiwick.store.approval.StoredGlasses;
import dev.bailiwick.store.approval.StoredTickets;
import dev.bailiwick.store.freeze.StoredFreezes;
import dev.bailiwick.store.register.StoredAgents;
import dev.bailiwick.store.register.StoredCredentials;
import dev.bailiwick.store.register.StoredIntegrations;
import dev.bailiwick.store.register.StoredTools;
import dev.bailiwick.store.review.StoredReviews;
import dev.bailiwick.store.signin.StoredSignIns;
import dev.bailiwick.tlog.FileAuditLog;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What decides, on SQLite and the log's files in one folder; the tier stands in the tool's name. */
final class KeptHouse implements AutoCloseable {
    static final AgentId AGENT = new AgentId("desk");
    static final PersonId BEA = new PersonId("bea");
    static final PersonId SAM = new PersonId("sam");

    final FileAuditLog files;
    final ControlLog log;
    final ApprovalDesk desk;
    final ControlCheck control;
    final StopDesk stop;
    final Ladder ladder;
    final TicketDesk tickets;
    final CredentialDesk credentials;
    final SignInDesk signIn;
    final CurrentFacts facts;
    final StoredApprovals approvals;

    private final Path folder;
    private final Database database;
    private final Enforcer enforcer;

    KeptHouse(Path folder) {
        this.folder = folder;
        var clock = InstantSource.system();
        files = FileAuditLog.open(folder.resolve("log"), clock);
        log = ControlLog.over(files);
        database = Database.sqlite(folder);
        approvals = new StoredApprovals(database);
        var storedTickets = new StoredTickets(database);
        var freezes = new StoredFreezes(database);
        var agents = new LoggedAgents(new StoredAgents(database), log);
        var logged = new LoggedFreezes(log);
        facts = new CurrentFacts(Facts.of(
                organisation(),
                agents.all(),
                freezes.load().and(logged.load()),
                Catalog.of(List.of()),
                Map.of(),
                Rulebook.NOTHING));
        var around = new ApprovalDesk.Surroundings(clock, KeptHouse::taskId, (_, _, _) -> {}, false, Optional.empty());
        desk = new ApprovalDesk(
                new ApprovalDesk.Kept(
                        approvals, storedTickets, new StoredDelegations(database), new StoredGlasses(database)),
                log,
                facts::now,
                around);
        var precautions = new Precautions();
        enforcer = new Enforcer(
                new Judge(KeptHouse::byName, facts, new Sessions(), new Budgets(), clock),
                new DecisionRecord(log, new DecidedCalls(), facts.now().catalog(), body -> body),
                desk,
                precautions,
                _ -> {});
        stop = new StopDesk(
                facts, List.of(freezes, logged), log, (_, _) -> new AgentHost.Stopped(List.of(), List.of()), clock);
        ladder = new Ladder(
                agents, facts, log, clock, new Ladder.Surroundings("bailiwick", _ -> true, _ -> Optional.empty()));
        tickets = new TicketDesk(storedTickets, log, facts::now);
        var issued = new StoredCredentials(database);
        credentials = new CredentialDesk(
                issued,
                log,
                new Alerts(log, clock),
                clock,
                () -> UUID.randomUUID().toString());
        signIn = new SignInDesk(
                new StoredSignIns(database),
                facts::now,
                log,
                clock,
                () -> UUID.randomUUID().toString());
        control = new ControlCheck(
                log,
                new StoredControl(
                        new StoredControl.Requests(
                                approvals, storedTickets, new StoredDelegations(database), new StoredGlasses(database)),
                        new StoredControl.Register(
                                new StoredAgents(database),
                                new StoredTools(database),
                                issued,
                                new StoredIntegrations(database)),
                        freezes,
                        new StoredReviews(database),
                        () -> facts.now().agents().keySet()),
                facts::now,
                new Alerts(log, clock),
                precautions);
        new Reconciliation(approvals, log).run();
        control.start();
    }

    /** Two looks, as they follow one another while the house runs. */
    void look() {
        control.look();
        control.look();
        stop.reload();
    }

    Verdict tries(String tool) {
        return enforcer.enforce(attempt(tool), Duration.ZERO);
    }

    /** The code of a refusal, or the verdict's name. */
    String answer(String tool) {
        var verdict = tries(tool);
        return verdict instanceof Verdict.Refused(long _, var reason)
                ? reason.code()
                : verdict.getClass().getSimpleName();
    }

    ApprovalTask pending(String tool) {
        if (tries(tool) instanceof Verdict.Pending(long _, var task, var _))
            return approvals.find(task).orElseThrow();
        throw new IllegalStateException("not left pending: " + tool);
    }

    ApprovalTask approved(String tool) {
        var task = pending(tool);
        var answer = desk.decide(task.id(), by(BEA), true, "ok", Optional.empty());
        if (!(answer instanceof ApprovalDesk.Answer.Counted(var counted))) throw new IllegalStateException("" + answer);
        return counted;
    }

    Ticket ticket() {
        var now = Instant.now();
        var plan = new TicketDesk.Plan("Renew", AGENT, "mail", now.minusSeconds(60), now.plusSeconds(3600));
        return tickets.open(plan, by(SAM));
    }

    static Actor.Human by(PersonId person) {
        return new Actor.Human(person, Actor.Channel.CONSOLE);
    }

    /** Somebody with the database's file and no wish to ask. */
    void sql(String statement, Object... values) throws SQLException {
        sql(folder, statement, values);
    }

    static void sql(Path folder, String statement, Object... values) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bailiwick.db"));
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) prepared.setObject(i + 1, values[i]);
            prepared.executeUpdate();
        }
    }

    List<String> alerts() {
        List<Entry> found = new ArrayList<>();
        log.read(0, entry -> entry.kind() != Event.Kind.ALERT || found.add(entry));
        return found.stream()
                .map(entry -> entry.body().string("what").orElse("") + ": "
                        + entry.body().string("text").orElse(""))
                .toList();
    }

    @Override
    public void close() {
        database.close();
        files.close();
    }

    private static Attempt attempt(String tool) {
        return new Attempt(
                AGENT,
                new SessionId("agent:main:main"),
                Optional.empty(),
                Optional.of(UUID.randomUUID().toString()),
                tool,
                JsonObject.EMPTY,
                Origin.UNKNOWN,
                Optional.empty());
    }

    private static TaskId taskId() {
        return new TaskId("task-" + UUID.randomUUID().toString().replace("-", ""));
    }

    private static Organisation organisation() {
        return Organisation.of(Json.parseObject("""
                {"version": 1, "contact": "security",
                 "people": [{"id": "olga", "name": "Olga", "functions": ["it"]},
                            {"id": "sam", "name": "Sam", "functions": ["security", "it"]},
                            {"id": "bea", "name": "Bea", "functions": ["business"]}],
                 "agents": [{"id": "desk", "operator": "olga", "account": "agent", "commandAccount": "commands"}]}
                """));
    }

    private static Judgement byName(
            Attempt attempt, Session session, Facts facts, Optional<Evidence> evidence, Moment moment) {
        var tier = Tier.of(attempt.tool().charAt(1) - '0');
        var action = Digest.of(attempt.tool());
        var operation = new Operation(
                attempt.tool(), Operation.Known.CATALOGUED, "do", tier, "", List.of("by name"), List.of());
        var decision = decision(tier, facts, evidence, action, moment.at());
        return Judgements.of(attempt, operation, action, decision, facts, moment);
    }

    private static Decision decision(Tier tier, Facts facts, Optional<Evidence> evidence, Digest action, Instant now) {
        if (facts.freezes().of(AGENT).isPresent()) return refusal("frozen");
        if (facts.agents().get(AGENT) == null || step(facts) == Step.DRAFT) return refusal("draft");
        if (tier.number() < 3) return new Decision.Permit(List.of());
        var asked = tier == Tier.T3 ? Function.BUSINESS : Function.IT;
        var route = new Route(Set.of(asked), tier == Tier.T4, false, Duration.ofHours(1));
        boolean proven =
                evidence.filter(proof -> proof.satisfies(route, action, now)).isPresent();
        return proven
                ? new Decision.Permit(List.of())
                : new Decision.Requestable(new Reason("approval_required", "ask", "wait"), route);
    }

    private static Step step(Facts facts) {
        return facts.agent(AGENT).orElseThrow().step();
    }

    private static Decision refusal(String code) {
        return new Decision.Refusal(new Reason(code, code, "wait"));
    }
}
