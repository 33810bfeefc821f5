package dev.bailiwick.acceptance.crash;

import dev.bailiwick.app.wiring.PolicyFiles;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Reconciliation;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.DecidedCalls;
import dev.bailiwick.procedure.enforcement.DecisionRecord;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Judge;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.approval.StoredApprovals;
import dev.bailiwick.store.approval.StoredDelegations;
import dev.bailiwick.store.approval.StoredGlasses;
import dev.bailiwick.store.approval.StoredTickets;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The child process: real log, real store, real procedures. Prints a line after each answer, never before. */
public final class Decider {
    static final AgentId AGENT = new AgentId("desk");
    /** Nothing was said in this session: the recipient counts as a stranger's, and that takes two. */
    private static final List<PersonId> APPROVERS = List.of(new PersonId("ana"), new PersonId("bea"));

    private static final int HANDS = 4;

    private final ApprovalDesk desk;
    private final Enforcer enforcer;
    private final PrintStream out = System.out;
    private final AtomicLong numbers = new AtomicLong(System.nanoTime());

    private Decider(Path folder) {
        var clock = InstantSource.system();
        var log = ControlLog.over(FileAuditLog.open(folder.resolve("log"), clock));
        var database = Database.sqlite(folder);
        var approvals = new StoredApprovals(database);
        var facts = new CurrentFacts(facts());
        var calls = DecidedCalls.from(log);
        var around = new ApprovalDesk.Surroundings(
                clock, this::taskId, (agent, session, text) -> {}, false, Optional.empty());
        desk = new ApprovalDesk(
                new ApprovalDesk.Kept(
                        approvals,
                        new StoredTickets(database),
                        new StoredDelegations(database),
                        new StoredGlasses(database)),
                log,
                facts::now,
                around);
        enforcer = new Enforcer(
                new Judge(new PolicyDecisionPoint(), facts, new Sessions(), new Budgets(), clock),
                new DecisionRecord(log, calls, facts.now().catalog(), body -> body),
                desk,
                new Precautions(),
                _ -> {});
        record(organisation(), log);
        new Reconciliation(approvals, log).run();
    }

    /** Who may approve counts from the entry that says so. */
    private static void record(Organisation organisation, ControlLog log) {
        if (log.honours(Binding.of(organisation))) return;
        var body = JsonObject.with("what", "organisation-changed")
                .and("organisation", organisation.json())
                .build();
        log.append(Event.of(Event.Kind.REGISTER, new Actor.House(), Binding.in(body, Binding.of(organisation))));
    }

    public static void main(String[] arguments) {
        var decider = new Decider(Path.of(arguments[0]));
        decider.say("ready");
        for (int hand = 0; hand < HANDS; hand++) Thread.ofPlatform().start(decider::work);
    }

    private void work() {
        while (true) {
            read();
            send();
        }
    }

    private void read() {
        String call = "r" + numbers.incrementAndGet();
        if (enforcer.enforce(
                        attempt(
                                "crm.read",
                                call,
                                JsonObject.with("customer", "C-1").build()),
                        Duration.ZERO)
                instanceof Verdict.Permit(long entry, var _, var _)) {
            say("decided " + entry + " " + call);
        }
    }

    private void send() {
        String call = "s" + numbers.incrementAndGet();
        var mail = attempt(
                "mail.send",
                call,
                JsonObject.with("to", "jo@customer.example").and("text", call).build());
        if (!(enforcer.enforce(mail, Duration.ZERO) instanceof Verdict.Pending(long entry, var task, var _))) return;
        say("decided " + entry + " " + call);
        if (APPROVERS.stream().allMatch(person -> counted(task, person))) say("approved " + task);
        if (enforcer.enforce(mail, Duration.ZERO) instanceof Verdict.Permit(long execution, var _, var _)) {
            say("executed " + execution + " " + task);
        }
    }

    private boolean counted(TaskId task, PersonId person) {
        var actor = new Actor.Human(person, Actor.Channel.CONSOLE);
        return desk.decide(task, actor, true, "ok", Optional.empty()) instanceof ApprovalDesk.Answer.Counted;
    }

    private void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private TaskId taskId() {
        return new TaskId("task-" + Long.toString(Math.abs(numbers.incrementAndGet()), 36) + "000000");
    }

    private static Attempt attempt(String tool, String call, JsonObject arguments) {
        var session = new SessionId("agent:main:main");
        return new Attempt(
                AGENT, session, Optional.empty(), Optional.of(call), tool, arguments, Origin.UNKNOWN, Optional.empty());
    }

    private static Organisation organisation() {
        return Organisation.of(Json.parseObject("""
                {"version": 1, "contact": "security",
                 "people": [{"id": "olga", "name": "Olga", "functions": ["it"]},
                            {"id": "ana", "name": "Ana", "functions": ["security"]},
                            {"id": "bea", "name": "Bea", "functions": ["business"]}],
                 "agents": [{"id": "desk", "operator": "olga", "account": "agent",
                             "limits": {"callsPerMinute": 1000000}}]}
                """));
    }

    private static Facts facts() {
        var organisation = organisation();
        var standing = java.util.Objects.requireNonNull(
                        organisation.agents(List.of()).get(AGENT))
                .at(Step.PRODUCTION, java.time.Instant.EPOCH);
        return Facts.of(organisation, List.of(standing), Freezes.NONE, catalog(), Map.of(), policies());
    }

    private static Rulebook policies() {
        return Rulebook.of(PolicyFiles.shipped());
    }

    private static Catalog catalog() {
        return Catalog.of(Catalog.FILES.stream().map(Decider::file).toList());
    }

    private static JsonObject file(String name) {
        try (var file = Catalog.class.getResourceAsStream(name)) {
            return Json.parseObject(java.util.Objects.requireNonNull(file).readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
