package dev.bailiwick.app.wiring;

import dev.bailiwick.connector.notice.NoticeSink;
import dev.bailiwick.connector.siem.Sinks;
import dev.bailiwick.core.exposure.IncrementalRisk;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.host.process.ProcessTreeHost;
import dev.bailiwick.procedure.approval.DelegationDesk;
import dev.bailiwick.procedure.approval.GlassDesk;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.control.ControlCheck;
import dev.bailiwick.procedure.hardening.PostureDesk;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.incident.Recovery;
import dev.bailiwick.procedure.node.NodeHost;
import dev.bailiwick.procedure.notice.Noticing;
import dev.bailiwick.procedure.policy.PolicyDesk;
import dev.bailiwick.procedure.register.AutomationDesk;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.IntegrationDesk;
import dev.bailiwick.procedure.register.Ladder;
import dev.bailiwick.procedure.register.Orphans;
import dev.bailiwick.procedure.register.Ownership;
import dev.bailiwick.procedure.register.PaperDesk;
import dev.bailiwick.procedure.review.Accounts;
import dev.bailiwick.procedure.review.Duties;
import dev.bailiwick.procedure.search.Indexing;
import dev.bailiwick.procedure.sink.Forwarding;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.StopDesk;
import dev.bailiwick.tlog.StaticTiles;
import java.net.URI;
import java.util.List;

/** What people, and the house itself, have done here: one procedure each. */
record Desks(
        TicketDesk tickets,
        DelegationDesk delegations,
        GlassDesk glass,
        CredentialDesk credentials,
        Ladder ladder,
        StopDesk stop,
        PolicyDesk policies,
        Registration registration,
        ControlCheck control,
        Forwarding forwarding,
        Indexing indexing,
        PostureDesk posture,
        ProcessTreeHost host,
        AgentHost agentHost,
        Duties duties,
        IntegrationDesk integrations,
        Ownership ownership,
        Orphans orphans,
        Accounts accounts,
        AutomationDesk automations,
        PaperDesk papers,
        Cases cases) {
    static Desks of(
            Configuration configuration, Closing closing, Records records, Knowledge known, Enforcement enforcement) {
        var clock = configuration.clock();
        var chance = new Chance();
        var log = records.log();
        var store = records.store();
        var facts = known.facts();
        var alerts = enforcement.alerts();
        var credentials = new CredentialDesk(store.credentials(), log, alerts, clock, chance::token);
        var posture = new PostureDesk(facts, log, new KeptLooks(records.data().looks()), clock);
        var ownership = new Ownership(log, facts::now, alerts);
        var ladder = new Ladder(
                records.agents(),
                facts,
                log,
                clock,
                new Ladder.Surroundings(
                        House.ownAccount(),
                        enforcement.liveness()::gated,
                        enforcement.proof()::unproved,
                        posture::baselineNotMet,
                        ownership::lacking));
        var host = new ProcessTreeHost();
        var agentHost = new NodeHost(records.nodes(), records.contacts(), host);
        var cases = new Cases(log);
        var papers = new PaperDesk(log, store.archive(), facts, alerts, clock);
        var registration = new Registration(
                records.data(),
                records.agents(),
                facts,
                log,
                new Registration.Desks(credentials, ladder, chance::token));
        return new Desks(
                new TicketDesk(store.tickets(), log, facts::now),
                new DelegationDesk(store.delegations(), log, facts::now, chance::delegationId, clock),
                new GlassDesk(
                        store.requests(),
                        log,
                        facts::now,
                        new GlassDesk.Surroundings(
                                clock,
                                chance::glassId,
                                () -> enforcement.reviews().owed(Review.Kind.EMERGENCY),
                                alerts::raise)),
                credentials,
                ladder,
                new StopDesk(
                        facts,
                        List.of(records.marks(), store.freezes(), records.logged()),
                        log,
                        agentHost,
                        clock,
                        agent -> Recovery.holding(
                                cases, agent, facts.now().agents().keySet())),
                new PolicyDesk(log, store.archive(), facts, PolicyFiles.admission(), known.shipped()),
                registration,
                new ControlCheck(
                        log,
                        store.control(() -> facts.now().agents().keySet()),
                        facts::now,
                        alerts,
                        enforcement.precautions()),
                forwarding(configuration, closing, records, known, new Telling(enforcement, registration)),
                new Indexing(log, store.index(), alerts, clock),
                posture,
                host,
                agentHost,
                new Duties(log, enforcement.reviews(), chance::token, Duties.ONE_IN),
                integrations(configuration, records, known, posture, papers),
                ownership,
                new Orphans(ownership, facts, log, enforcement.precautions(), clock),
                new Accounts(log, facts, alerts, enforcement.precautions(), clock),
                new AutomationDesk(log, facts, alerts, clock),
                papers,
                cases);
    }

    private static IntegrationDesk integrations(
            Configuration configuration, Records records, Knowledge known, PostureDesk posture, PaperDesk papers) {
        var guides = GuideFiles.shipped();
        var file = records.data().register();
        return new IntegrationDesk(
                records.store().integrations(),
                known.facts(),
                records.log(),
                configuration.clock(),
                new IntegrationDesk.Surroundings(
                        guides,
                        new IncrementalRisk(guides, RegisterFile.weighing()),
                        () -> RegisterFile.now(file, guides),
                        posture::baselineNotMet,
                        papers::obstacle,
                        new Chance()::integrationId));
    }

    /** What a receiver's trouble, and what people are told, needs. */
    private record Telling(Enforcement enforcement, Registration registration) {}

    private static Forwarding forwarding(
            Configuration configuration, Closing closing, Records records, Knowledge known, Telling telling) {
        var enforcement = telling.enforcement();
        var registration = telling.registration();
        var forwarding = closing.add(new Forwarding(new Forwarding.House(
                records.log(),
                new SinkFiles(records.data().sinks()),
                new StaticTiles(records.data().log())::checkpoint,
                enforcement.alerts(),
                enforcement.precautions(),
                () -> known.facts().now().contact(),
                configuration.clock())));
        var noticing = new Noticing(
                records.store().approvals(), known.facts()::now, registration::escalation, configuration.clock());
        var console = URI.create("http://127.0.0.1:" + configuration.consolePort());
        for (var settings : known.organisation().sinks()) {
            forwarding.add(
                    settings,
                    settings.notices() ? NoticeSink.open(settings, noticing::of, () -> console) : Sinks.open(settings));
        }
        return forwarding;
    }
}
