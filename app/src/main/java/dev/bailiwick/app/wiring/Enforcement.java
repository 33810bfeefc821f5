package dev.bailiwick.app.wiring;

import dev.bailiwick.connector.ticket.HttpChangeSystem;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.gateway.openclaw.SessionNotices;
import dev.bailiwick.host.openclaw.Pathways;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.ChangeSystem;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.DecisionRecord;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.GateProof;
import dev.bailiwick.procedure.enforcement.Judge;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.enforcement.Overuse;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.enforcement.Witness;
import dev.bailiwick.procedure.programme.Blocking;
import dev.bailiwick.procedure.register.Growth;
import dev.bailiwick.procedure.register.Worklist;
import dev.bailiwick.procedure.retention.KeepingDesk;
import dev.bailiwick.procedure.review.ReviewDesk;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What stands between an agent and its actions, and what watches that it still stands there. */
record Enforcement(
        Alerts alerts,
        Precautions precautions,
        SessionNotices notices,
        ApprovalDesk approvals,
        Worklist worklist,
        Budgets budgets,
        Enforcer enforcer,
        Reports reports,
        Liveness liveness,
        GateProof proof,
        Witness witness,
        ReviewDesk reviews,
        Blocking blocking,
        KeepingDesk keeping) {
    private static final String WAITS =
            "what bailiwick.yaml says the log keeps has changed, and waits until it is agreed to:"
                    + " see `bailiwick audit keeping`";

    static Enforcement of(Configuration configuration, Records records, Knowledge known, Identity identity) {
        var clock = configuration.clock();
        var chance = new Chance();
        var log = records.log();
        var store = records.store();
        var facts = known.facts();
        UnaryOperator<JsonObject> redaction = body -> Redacted.of(body).value();
        var alerts = new Alerts(log, clock);
        var precautions = new Precautions();
        var notices = new SessionNotices();
        var approvals = new ApprovalDesk(
                store.requests(),
                log,
                facts::now,
                new ApprovalDesk.Surroundings(
                        clock,
                        chance::taskId,
                        notices,
                        configuration.scripts(),
                        Optional.of(identity.stepUp()),
                        known.organisation().changes().stream()
                                .<ChangeSystem>map(HttpChangeSystem::new)
                                .toList()));
        var worklist = new Worklist(store.tools(), facts, log, alerts, clock);
        var blocking = new Blocking();
        var reviews = new ReviewDesk(store.reviews(), log, facts::now, alerts, clock);
        var budgets = new Budgets(reviews.and(blocking), Overuse.alerting(alerts))
                .after(log, agent -> facts.now().limits(agent), clock.instant());
        var enforcer = new Enforcer(
                new Judge(new PolicyDecisionPoint(), facts, known.sessions(), budgets, clock),
                new DecisionRecord(log, known.calls(), known.catalog(), redaction),
                approvals,
                precautions,
                worklist.and(new Growth(store.integrations(), facts, log, clock)));
        var keeping = new KeepingDesk(
                known.organisation().keeping(),
                log,
                facts::now,
                new AgreedKeeping(records.data().keeping()));
        if (keeping.waits()) alerts.raise("keeping-waits", WAITS);
        var reports = new Reports(
                known.sessions(),
                known.calls(),
                approvals,
                log,
                redaction,
                new Reports.Readers(ScreenFiles.shipped(), Scanners.of(known, log, alerts)),
                (agent, shown) -> keeping.inForce().capture().of(agent, shown));
        var liveness = new Liveness(records.runtimes(), log, alerts, clock, chance::token);
        var proof = new GateProof(
                new InstalledPaths(records.installations()),
                // who asks in another way than through an OpenClaw has no version that could be measured
                agent -> records.runtimes()
                        .read(agent)
                        .flatMap(_ -> liveness.last(agent))
                        .map(Liveness.Heartbeat::runtime),
                Pathways::tested,
                log,
                alerts);
        var witness = new Witness(facts, known.calls(), liveness, log, alerts, clock);
        return new Enforcement(
                alerts,
                precautions,
                notices,
                approvals,
                worklist,
                budgets,
                enforcer,
                reports,
                liveness,
                proof,
                witness,
                reviews,
                blocking,
                keeping);
    }
}
