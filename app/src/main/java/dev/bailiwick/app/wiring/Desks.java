package dev.bailiwick.app.wiring;

import dev.bailiwick.connector.siem.Sinks;
import dev.bailiwick.core.exposure.IncrementalRisk;
import dev.bailiwick.host.process.ProcessTreeHost;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.control.ControlCheck;
import dev.bailiwick.procedure.hardening.PostureDesk;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.incident.Recovery;
import dev.bailiwick.procedure.policy.PolicyDesk;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.IntegrationDesk;
import dev.bailiwick.procedure.register.Ladder;
import dev.bailiwick.procedure.register.Ownership;
import dev.bailiwick.procedure.review.Duties;
import dev.bailiwick.procedure.search.Indexing;
import dev.bailiwick.procedure.sink.Forwarding;
import dev.bailiwick.procedure.stop.StopDesk;
import dev.bailiwick.tlog.StaticTiles;
import java.util.List;

/** What people, and the house itself, have done here: one procedure each. */
record Desks(
        TicketDesk tickets,
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
        Duties duties,
        IntegrationDesk integrations,
        Ownership ownership,
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
                        posture::baselineNotMet,
                        ownership::lacking));
        var host = new ProcessTreeHost();
        var cases = new Cases(log);
        return new Desks(
                new TicketDesk(store.tickets(), log, facts::now),
                credentials,
                ladder,
                new StopDesk(
                        facts,
                        List.of(records.marks(), store.freezes(), records.logged()),
                        log,
                        host,
                        clock,
                        agent -> Recovery.holding(
                                cases, agent, facts.now().agents().keySet())),
                new PolicyDesk(log, store.archive(), facts, PolicyFiles.admission(), known.shipped()),
                new Registration(
                        records.data(),
                        records.agents(),
                        facts,
                        log,
                        new Registration.Desks(credentials, ladder, chance::token)),
                new ControlCheck(
                        log,
                        store.control(() -> facts.now().agents().keySet()),
                        facts::now,
                        alerts,
                        enforcement.precautions()),
                forwarding(configuration, closing, records, known, enforcement),
                new Indexing(log, store.index(), alerts, clock),
                posture,
                host,
                new Duties(log, enforcement.reviews(), chance::token, Duties.ONE_IN),
                integrations(configuration, records, known, posture),
                ownership,
                cases);
    }

    private static IntegrationDesk integrations(
            Configuration configuration, Records records, Knowledge known, PostureDesk posture) {
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
                        () -> RegisterFile.ifThere(file, guides),
                        posture::baselineNotMet,
                        new Chance()::integrationId));
    }

    private static Forwarding forwarding(
            Configuration configuration, Closing closing, Records records, Knowledge known, Enforcement enforcement) {
        var forwarding = closing.add(new Forwarding(new Forwarding.House(
                records.log(),
                new SinkFiles(records.data().sinks()),
                new StaticTiles(records.data().log())::checkpoint,
                enforcement.alerts(),
                enforcement.precautions(),
                () -> known.facts().now().contact(),
                configuration.clock())));
        known.organisation().sinks().forEach(settings -> forwarding.add(settings, Sinks.open(settings)));
        return forwarding;
    }
}
