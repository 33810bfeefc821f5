package dev.bailiwick.bench.decide;

import dev.bailiwick.app.wiring.PolicyFiles;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.detection.Screen;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Limits;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.gateway.http.ListenerLimits;
import dev.bailiwick.gateway.http.Pulse;
import dev.bailiwick.gateway.openclaw.Decide;
import dev.bailiwick.gateway.openclaw.Heartbeat;
import dev.bailiwick.gateway.openclaw.OpenClawRoutes;
import dev.bailiwick.gateway.openclaw.RecentCalls;
import dev.bailiwick.gateway.openclaw.Report;
import dev.bailiwick.gateway.openclaw.SessionNotices;
import dev.bailiwick.gateway.openclaw.Standing;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.DecidedCalls;
import dev.bailiwick.procedure.enforcement.DecisionRecord;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Judge;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials.Use;
import dev.bailiwick.tlog.FileAuditLog;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The decide path and nothing else: the real gateway, enforcer, decision table, catalogue and log; a register in memory,
 * because an ordinary decision does not touch the store.
 */
final class DecideServer {
    private static final AgentId AGENT = new AgentId("desk");
    private static final Duration HOLD = Duration.ofMinutes(9);

    private DecideServer() {}

    /** With it the server has a log that keeps nothing. */
    static final String FORGETFUL = "forgetful";

    /**
     * Its first argument is a folder of its own; it says in the file {@code ready} there where it is and how to ask it. The second may be
     * {@link #FORGETFUL}.
     */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var clock = InstantSource.system();
        var log = ControlLog.over(
                arguments.length > 1
                        ? new Forgetful(clock)
                        : FileAuditLog.open(Files.createDirectories(folder.resolve("log")), clock));
        var desk = new CredentialDesk(
                EmptyRegister.credentials(),
                log,
                new Alerts(log, clock),
                clock,
                () -> UUID.randomUUID().toString());
        String credential = desk.issue(AGENT, new Actor.House()).get(Use.ASK);
        var server = WebServer.builder().host("127.0.0.1").port(0);
        ListenerLimits.set(server, HOLD);
        var routes = routes(log, clock, desk);
        int port = server.routing(routing -> routing.register("/openclaw/v1", routes))
                .build()
                .start()
                .port();
        var draft = Files.writeString(folder.resolve("ready.draft"), "http://127.0.0.1:" + port + "\n" + credential);
        Files.move(draft, folder.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static OpenClawRoutes routes(ControlLog log, InstantSource clock, CredentialDesk credentials)
            throws IOException {
        var facts = new CurrentFacts(facts(clock));
        var sessions = new Sessions();
        var calls = new DecidedCalls();
        var notices = new SessionNotices();
        var around = new ApprovalDesk.Surroundings(
                clock,
                () -> new TaskId("task-" + UUID.randomUUID().toString().replace("-", "")),
                notices,
                false,
                java.util.Optional.empty());
        var desk = new ApprovalDesk(EmptyRegister.kept(), log, facts::now, around);
        var record = new DecisionRecord(log, calls, facts.now().catalog(), json -> json);
        var enforcer = new Enforcer(
                new Judge(new PolicyDecisionPoint(), facts, sessions, new Budgets(), clock),
                record,
                desk,
                new Precautions(),
                _ -> {});
        var alerts = new Alerts(log, clock);
        var liveness = new Liveness(
                _ -> Optional.empty(),
                log,
                alerts,
                clock,
                () -> UUID.randomUUID().toString());
        var pulse = new Pulse(Duration.ofSeconds(2));
        pulse.start();
        var recent = new RecentCalls();
        var decide = new Decide(enforcer, facts, liveness, recent, new Decide.Holding(HOLD, pulse));
        var reports = new Reports(sessions, calls, desk, log, json -> json, Screen.of(List.of()));
        return new OpenClawRoutes(
                credentials,
                decide,
                new Report(reports, alerts, recent),
                new Heartbeat(liveness, alerts, notices),
                new Standing(facts));
    }

    private static Facts facts(InstantSource clock) throws IOException {
        var agent = new Agent(
                        AGENT,
                        new PersonId("ana"),
                        Step.PRODUCTION,
                        clock.instant(),
                        Optional.of("openclaw"),
                        Optional.of("openclaw-exec"),
                        Set.of(),
                        Optional.of("/home/openclaw/work"))
                .within(fast());
        return new Facts(
                Digest.of("bench"),
                Map.of(agent.operator(), operator(agent.operator())),
                Map.of(AGENT, agent),
                Freezes.NONE,
                Network.NOTHING,
                Catalog.of(catalogue()),
                Map.of(),
                Rulebook.of(PolicyFiles.shipped()),
                "the security team");
    }

    private static Person operator(PersonId id) {
        return new Person(id, "Ana", Set.of(), true, Optional.empty(), Set.of());
    }

    /** A bench calls faster than any breaker would let it. */
    private static Limits fast() {
        return Limits.of(Fields.of(
                JsonObject.builder().and("callsPerMinute", 1_000_000_000L).build()));
    }

    private static List<JsonObject> catalogue() throws IOException {
        return Stream.of("openclaw.json", "paths.json").map(DecideServer::file).toList();
    }

    private static JsonObject file(String name) {
        try (var in = Catalog.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("no catalogue file " + name);
            return Json.parseObject(in.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
