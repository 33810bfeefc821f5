package dev.bailiwick.bench.egress;

import dev.bailiwick.app.wiring.PolicyFiles;
import dev.bailiwick.bench.decide.EmptyRegister;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.detection.Screen;
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
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.DecidedCalls;
import dev.bailiwick.procedure.enforcement.DecisionRecord;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Judge;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.enforcement.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What decides and what is told afterwards, with one agent in production to which the measured service is known. */
record BenchHouse(Enforcer enforcer, Reports reports) {
    static final AgentId AGENT = new AgentId("desk");

    static BenchHouse over(String host, ControlLog log, InstantSource clock) throws IOException {
        var facts = new CurrentFacts(facts(AGENT, host, clock));
        var sessions = new Sessions();
        var calls = new DecidedCalls();
        var around = new ApprovalDesk.Surroundings(
                clock,
                () -> new TaskId("task-" + UUID.randomUUID().toString().replace("-", "")),
                (_, _, _) -> {},
                false,
                Optional.empty());
        var desk = new ApprovalDesk(EmptyRegister.kept(), log, facts::now, around);
        var judge = new Judge(new PolicyDecisionPoint(), facts, sessions, new Budgets(), clock);
        var record = new DecisionRecord(log, calls, facts.now().catalog(), json -> json);
        return new BenchHouse(
                new Enforcer(judge, record, desk, new Precautions(), _ -> {}),
                new Reports(sessions, calls, desk, log, json -> json, Screen.of(List.of())));
    }

    /** The agent's person names each address: one that nobody named counts as untrusted once a session had to forget something. */
    void named(String service) {
        var session = new SessionId("egress:" + AGENT);
        reports.started(AGENT, session);
        for (String path : List.of("/answer", "/large", "/taken"))
            reports.message(AGENT, session, "ana", true, "Use " + service + path);
    }

    private static Facts facts(AgentId id, String host, InstantSource clock) throws IOException {
        var operator = new PersonId("ana");
        var agent = new Agent(
                        id,
                        operator,
                        Step.PRODUCTION,
                        clock.instant(),
                        Optional.of("openclaw"),
                        Optional.of("openclaw-exec"),
                        Set.of(host, Certificate.NAME),
                        Optional.of("/home/openclaw/work"))
                .within(fast());
        return new Facts(
                Digest.of("bench"),
                Map.of(operator, new Person(operator, "Ana", Set.of(), true, Optional.empty(), Set.of())),
                Map.of(id, agent),
                Freezes.NONE,
                new Network(Set.of(host), Set.of(), Set.of()),
                Catalog.of(catalogue()),
                Map.of(),
                Rulebook.of(PolicyFiles.shipped()),
                "the security team");
    }

    /** A bench calls faster than any breaker would let it. */
    private static Limits fast() {
        return Limits.of(Fields.of(
                JsonObject.builder().and("callsPerMinute", 1_000_000_000L).build()));
    }

    private static List<JsonObject> catalogue() {
        return Stream.of("openclaw.json", "paths.json", "business.json")
                .map(BenchHouse::file)
                .toList();
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
