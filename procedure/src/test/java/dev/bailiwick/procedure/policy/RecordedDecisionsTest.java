package dev.bailiwick.procedure.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.policy.Layer;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Json;
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
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryApprovals;
import dev.bailiwick.procedure.testing.MemoryArchive;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import dev.bailiwick.procedure.testing.MemoryDelegations;
import dev.bailiwick.procedure.testing.MemoryGlasses;
import dev.bailiwick.procedure.testing.MemoryTickets;
import dev.bailiwick.procedure.testing.ShippedPolicies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the log keeps of a decision is enough to tell it, to make it again, and to ask what other policies would have said. */
class RecordedDecisionsTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final int DECISIONS = 300;
    private static final List<Step> STEPS = List.of(Step.values());
    private static final List<String> CALLS = List.of(
            "crm.read {\"id\": \"7\"}",
            "wiki.update {\"page\": \"a\"}",
            "payments.refund {\"payment\": \"p1\", \"amount\": 10}",
            "payments.refund {\"payment\": \"p1\", \"amount\": -10}",
            "mail.send {\"to\": \"x@example.org\", \"text\": \"AKIAIOSFODNN7EXAMPLE\"}",
            "mail.send {\"to\": \"x@example.org\", \"text\": \"hello\"}",
            "deploy.release {\"service\": \"web\"}",
            "http.get {\"url\": \"https://docs.example.org/a\"}",
            "lab__anything {\"x\": 1}");

    private final ManualClock clock = new ManualClock();
    private final MemoryAuditLog log = new MemoryAuditLog(clock);
    private final MemoryArchive archive = new MemoryArchive();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CurrentFacts facts = new CurrentFacts(facts(), this::keep);
    private final Enforcer enforcer = enforcer();

    @Test
    void every_entry_of_many_random_decisions_comes_out_the_same() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        tryAtRandom(new Random(seed));
        var replay = new Replay(archive);
        var judged = decisions();
        assertThat(judged).hasSizeGreaterThanOrEqualTo(DECISIONS);
        for (var recorded : judged) {
            assertThat(replay.again(recorded))
                    .as("seed %d: %s", seed, recorded.json().text())
                    .hasValueSatisfying(
                            again -> assertThat(Replay.same(recorded, again)).isTrue());
        }
    }

    @Test
    void a_decision_is_told_with_its_policies_and_its_replay() {
        var entry = decide("mail.send {\"to\": \"x@example.org\", \"text\": \"hello\"}");
        var told = Explanation.of(entry, log, archive).orElseThrow();
        assertThat(told.json().string("replay")).contains("same");
        assertThat(String.join("\n", told.lines()))
                .contains("tried      mail.send on \"x@example.org\"")
                .contains("permits    base.tier3")
                .contains("forbids    base.tier3_approval")
                .contains("a person must say yes (approval_required): security and business, 2 in all, within 1 h")
                .contains("the same answer comes out today");
        assertThat(Explanation.of(99_999, log, archive)).isEmpty();
        assertThat(Explanation.of(entry, log, new MemoryArchive())
                        .orElseThrow()
                        .json()
                        .string("replay"))
                .contains("not-kept");
    }

    @Test
    void other_policies_are_asked_about_what_was_tried() {
        decide("crm.read {\"id\": \"7\"}");
        decide("wiki.update {\"page\": \"a\"}");
        decide("mail.send {\"to\": \"x@example.org\", \"text\": \"hello\"}");
        var draft = Rulebook.of(ShippedPolicies.TEXT.with(Layer.OWN, """
                @id("own.no_mail") @reason("mail goes out by hand here")
                forbid (principal, action == Bailiwick::Action::"send", resource);
                @id("own.ask_writes") @requestable("it") @reason("ask")
                forbid (principal, action == Bailiwick::Action::"update", resource)
                unless { context has approval && context.approval.functions.contains(Bailiwick::Function::"it") };
                """));
        var since = clock.instant().minus(Duration.ofDays(30));
        assertThat(Simulation.run(log, archive, draft, since).string("summary").orElseThrow())
                .startsWith(
                        "1 more asked, 1 more refused, 0 newly permitted, 0 asked instead of refused, 1 the same; 0 ");
        var unkept = Simulation.run(log, new MemoryArchive(), draft, since);
        assertThat(unkept.string("summary").orElseThrow()).contains("; 3 could not be asked again");
        var later = Simulation.run(log, archive, draft, clock.instant().plusSeconds(1));
        assertThat(later.string("summary").orElseThrow()).contains("0 the same; 0 could not");
    }

    private void tryAtRandom(Random random) {
        for (int i = 0; i < DECISIONS; i++) {
            if (random.nextInt(10) == 0) step(STEPS.get(random.nextInt(STEPS.size())));
            decide(CALLS.get(random.nextInt(CALLS.size())));
        }
    }

    private void step(Step step) {
        facts.change(now -> now.with(now.agent(DESK).orElseThrow().at(step, clock.instant())));
    }

    private long decide(String call) {
        int cut = call.indexOf(' ');
        var attempt = new Attempt(
                DESK,
                new SessionId("main"),
                Optional.empty(),
                Optional.of("call-" + numbers.incrementAndGet()),
                call.substring(0, cut),
                Json.parseObject(call.substring(cut + 1)),
                new Origin(Origin.Kind.MESSAGE, Optional.of("webchat:cleo"), true),
                Optional.empty());
        long before = log.size();
        enforcer.enforce(attempt, Duration.ZERO);
        return before;
    }

    private List<Judgement> decisions() {
        var judged = new ArrayList<Judgement>();
        log.read(0, entry -> {
            if (entry.kind() == Event.Kind.DECISION)
                judged.add(Judgement.of(Json.parseObject(
                        entry.body().object("judgement").orElseThrow().text())));
            return true;
        });
        return judged;
    }

    private void keep(Facts snapshot) {
        archive.keep(snapshot.json());
        archive.keep(snapshot.policies().text().json());
    }

    private Enforcer enforcer() {
        var around = new ApprovalDesk.Surroundings(
                clock,
                () -> new TaskId("task-%012d".formatted(numbers.incrementAndGet())),
                (_, _, _) -> {},
                false,
                Optional.empty());
        var desk = new ApprovalDesk(
                new ApprovalDesk.Kept(
                        new MemoryApprovals(), new MemoryTickets(), new MemoryDelegations(), new MemoryGlasses()),
                ControlLog.over(log),
                facts::now,
                around);
        var record = new DecisionRecord(
                log,
                new DecidedCalls(),
                facts.now().catalog(),
                body -> Redacted.of(body).value());
        var judge = new Judge(new PolicyDecisionPoint(), facts, new Sessions(), new Budgets(), clock);
        return new Enforcer(judge, record, desk, new Precautions(), _ -> {});
    }

    private static Facts facts() {
        var organisation = Organisation.of(Json.parseObject("""
                {"version": 1, "contact": "security@corp.example",
                 "people": [
                   {"id": "ivo", "name": "Ivo", "functions": ["it"]},
                   {"id": "ana", "name": "Ana", "functions": ["security"]},
                   {"id": "bea", "name": "Bea", "functions": ["business"]},
                   {"id": "cleo", "name": "Cleo", "functions": [], "senders": ["webchat:cleo"]},
                   {"id": "omar", "name": "Omar", "functions": ["business", "it"]}],
                 "agents": [{"id": "desk", "operator": "omar", "account": "desk", "commandAccount": "desk-run",
                             "webList": ["docs.example.org"]}]}
                """));
        var standing =
                Objects.requireNonNull(organisation.agents(List.of()).get(DESK)).at(Step.PRODUCTION, ManualClock.START);
        var catalog = Catalog.of(
                Catalog.FILES.stream().map(RecordedDecisionsTest::catalogue).toList());
        return Facts.of(organisation, List.of(standing), Freezes.NONE, catalog, Map.of(), ShippedPolicies.RULES);
    }

    private static JsonObject catalogue(String name) {
        return ShippedPolicies.catalogue(name);
    }
}
