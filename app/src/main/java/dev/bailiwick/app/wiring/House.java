package dev.bailiwick.app.wiring;

import dev.bailiwick.app.control.ControlSocket;
import dev.bailiwick.app.control.LocalRequests;
import dev.bailiwick.connector.siem.Sinks;
import dev.bailiwick.console.Console;
import dev.bailiwick.console.frame.Hosts;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.gateway.authzen.AuthZenRoutes;
import dev.bailiwick.gateway.http.ListenerLimits;
import dev.bailiwick.gateway.http.Pulse;
import dev.bailiwick.gateway.model.ModelRoutes;
import dev.bailiwick.gateway.openclaw.Decide;
import dev.bailiwick.gateway.openclaw.Heartbeat;
import dev.bailiwick.gateway.openclaw.OpenClawRoutes;
import dev.bailiwick.gateway.openclaw.RecentCalls;
import dev.bailiwick.gateway.openclaw.Report;
import dev.bailiwick.gateway.openclaw.SessionNotices;
import dev.bailiwick.host.freeze.FreezeMarks;
import dev.bailiwick.host.process.ProcessTreeHost;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.agenda.Agenda;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.approval.Reconciliation;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.control.ControlCheck;
import dev.bailiwick.procedure.control.LoggedAgents;
import dev.bailiwick.procedure.control.LoggedFreezes;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.DecidedCalls;
import dev.bailiwick.procedure.enforcement.DecisionRecord;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Judge;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.enforcement.Witness;
import dev.bailiwick.procedure.policy.Archive;
import dev.bailiwick.procedure.policy.PolicyDesk;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials;
import dev.bailiwick.procedure.register.Ladder;
import dev.bailiwick.procedure.register.Worklist;
import dev.bailiwick.procedure.search.Indexing;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.sink.Forwarding;
import dev.bailiwick.procedure.stop.StopDesk;
import dev.bailiwick.tlog.FileAuditLog;
import dev.bailiwick.tlog.StaticTiles;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The whole of one running Bailiwick. */
public final class House implements AutoCloseable {
    /** Two looks see the same difference within a minute. */
    private static final Duration CONTROL = Duration.ofSeconds(20);

    private final Closing closing;
    private final WebServer server;
    private final Parts parts;

    /** What commands and tests need of the inside. */
    public record Parts(
            CurrentFacts facts,
            Credentials issued,
            CredentialDesk credentials,
            SignInDesk signIn,
            Ladder ladder,
            ApprovalDesk approvals,
            Approvals pending,
            StopDesk stop,
            Liveness liveness,
            FileAuditLog log,
            Installations installations) {}

    private House(Closing closing, WebServer server, Parts parts) {
        this.closing = closing;
        this.server = server;
        this.parts = parts;
    }

    /**
     * Builds the house from top to bottom and opens its doors.
     *
     * @throws Refusal with one clear line when it cannot; then nothing is left running
     */
    public static House open(Configuration configuration) {
        var closing = new Closing();
        try {
            return build(configuration, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static House build(Configuration configuration, Closing closing) {
        var clock = configuration.clock();
        var chance = new Chance();
        var data = configuration.data();
        data.make();

        // what is kept
        var files = closing.add(FileAuditLog.open(data.log(), clock));
        var log = ControlLog.over(files);
        var store = closing.add(Store.open(configuration));
        var agents = new LoggedAgents(store.agents(), log);
        var marks = new FreezeMarks(data.freezes());
        var logged = new LoggedFreezes(log);
        var installations = new Installations(data);
        UnaryOperator<JsonObject> redaction = body -> Redacted.of(body).value();

        // what is known
        var organisation = OrganisationFile.read(data.organisation());
        var catalog = CatalogFiles.shipped();
        var shipped = PolicyFiles.shipped();
        var policies = Rulebook.of(PolicyDesk.inForce(log, store.archive(), shipped));
        var facts = new CurrentFacts(
                Facts.of(
                        organisation,
                        agents.all(),
                        store.freezes().load().and(marks.load()).and(logged.load()),
                        catalog,
                        store.confirmed(log),
                        policies),
                snapshot -> keep(snapshot, store.archive()));
        var sessions = new Sessions(sender -> facts.now().sender(sender).isPresent());
        var calls = DecidedCalls.from(log);

        // what is done
        var alerts = new Alerts(log, clock);
        var precautions = new Precautions();
        var notices = new SessionNotices();
        var desk = new ApprovalDesk(
                store.approvals(),
                store.tickets(),
                log,
                facts::now,
                new ApprovalDesk.Surroundings(clock, chance::taskId, notices, configuration.scripts()));
        var worklist = new Worklist(store.tools(), facts, log, alerts, clock);
        var enforcer = new Enforcer(
                new Judge(new PolicyDecisionPoint(), facts, sessions, clock),
                new DecisionRecord(log, calls, catalog, redaction),
                desk,
                precautions,
                worklist::note);
        var reports = new Reports(sessions, calls, desk, log, redaction, ScreenFiles.shipped());
        var liveness = new Liveness(installations, log, alerts, clock, chance::token);
        var witness = new Witness(facts, calls, liveness, log, alerts, clock);
        var credentials = new CredentialDesk(store.credentials(), log, alerts, clock, chance::token);
        var signIn = new SignInDesk(store.signIns(), facts, log, clock, chance::token);
        var ladder = new Ladder(agents, facts, log, clock, new Ladder.Surroundings(ownAccount(), liveness::gated));
        var host = new ProcessTreeHost();
        var stop = new StopDesk(facts, List.of(marks, store.freezes(), logged), log, host, clock);
        var policyDesk = new PolicyDesk(log, store.archive(), facts, PolicyFiles.admission(), shipped);
        var registration =
                new Registration(data, agents, facts, log, new Registration.Desks(credentials, ladder, chance::token));
        var canaries = closing.add(new Canaries(facts, installations, liveness, chance::token));
        registration.recordAtStart(organisation);
        var repaired = new Reconciliation(store.approvals(), log).run();
        var control = new ControlCheck(
                log, store.control(() -> facts.now().agents().keySet()), facts::now, alerts, precautions);
        control.start();

        // where people and machines come in
        var whereabouts = new Whereabouts(facts, liveness, host, data);
        var console = closing.add(new Console(
                new Console.Readings(facts, store.approvals(), store.tickets(), store.tools(), log, liveness),
                new Console.Desks(
                        desk,
                        new TicketDesk(store.tickets(), log, facts::now),
                        stop,
                        ladder,
                        worklist,
                        signIn,
                        whereabouts::of),
                Hosts.loopback(),
                clock));
        var forwarding = closing.add(new Forwarding(new Forwarding.House(
                log,
                new SinkFiles(data.sinks()),
                new StaticTiles(data.log())::checkpoint,
                alerts,
                precautions,
                () -> facts.now().contact(),
                clock)));
        var indexing = new Indexing(log, store.index(), alerts, clock);
        organisation.sinks().forEach(settings -> forwarding.add(settings, Sinks.open(settings)));
        var pulse = closing.add(new Pulse(Duration.ofSeconds(1)));
        pulse.start();
        var recent = new RecentCalls();
        var openClaw = new OpenClawRoutes(
                credentials,
                new Decide(enforcer, facts, liveness, recent, new Decide.Holding(configuration.hold(), pulse)),
                new Report(reports, alerts, recent),
                new Heartbeat(liveness, alerts, notices));
        var model = configuration.model().map(provider -> closing.add(ModelProviders.open(provider)));
        var agentsPort = Ports.free(configuration.agentsPort(), "--agents-port");
        var consolePort = Ports.free(configuration.consolePort(), "--console-port");
        var authZen = new AuthZenRoutes(
                new AuthZenRoutes.Sources(
                        enforcer, store.approvals(), facts, clock, URI.create("http://127.0.0.1:" + agentsPort)),
                credentials,
                chance.random());
        var agentsRouting =
                HttpRouting.builder().register("/openclaw/v1", openClaw).register("/", authZen);
        model.ifPresent(provider -> agentsRouting.register(
                "/model/v1", new ModelRoutes(credentials, witness, reports, facts, provider.relay(pulse))));
        var pages = HttpRouting.builder();
        console.routes(pages);
        var loopback = InetAddress.getLoopbackAddress();
        var server = WebServer.builder()
                .shutdownHook(false)
                .address(loopback)
                .port(consolePort)
                .routing(pages)
                .putSocket("agents", listener -> {
                    listener.address(loopback).port(agentsPort).routing(agentsRouting);
                    ListenerLimits.set(listener, configuration.hold().plusSeconds(30));
                })
                .build();
        Ports.start(server);
        closing.add(server::stop);
        closing.add(control(
                data,
                new LocalRequests(
                        console.api(),
                        facts,
                        alerts,
                        new RunningServer(
                                server,
                                configuration.hold(),
                                registration,
                                new HouseVerbs(control, forwarding, indexing),
                                new PolicyVerbs(policyDesk, log, store.archive(), facts, clock)))));
        closing.add(agenda(
                desk,
                stop,
                liveness,
                facts,
                whereabouts,
                registration,
                canaries,
                new Upkeep(
                        () -> {
                            control.look();
                            log.keepSnapshot(clock.instant());
                        },
                        indexing::follow)));
        log.append(Event.of(
                Event.Kind.HOUSE,
                new Actor.House(),
                JsonObject.with("what", "started")
                        .and("facts", facts.now().version().hex())
                        .and("catalog", catalog.version().hex())
                        .and("claimsReleased", repaired.released())
                        .and("claimsUnknown", repaired.unknown())
                        .build()));
        return new House(
                closing,
                server,
                new Parts(
                        facts,
                        store.credentials(),
                        credentials,
                        signIn,
                        ladder,
                        desk,
                        store.approvals(),
                        stop,
                        liveness,
                        files,
                        installations));
    }

    /** What decisions were made with stays, so that they can be made again. */
    private static void keep(Facts snapshot, Archive archive) {
        archive.keep(snapshot.json());
        archive.keep(snapshot.policies().text().json());
    }

    private static ControlSocket control(DataFolder data, LocalRequests requests) {
        try {
            return ControlSocket.open(data.socket(), requests);
        } catch (IOException e) {
            throw new Refusal(
                    "cannot listen on " + data.socket() + ": " + e.getMessage() + ". A shorter --data path may help");
        }
    }

    /** What is done to the house's own records. */
    private record Upkeep(Runnable control, Runnable index) {}

    private static Agenda agenda(
            ApprovalDesk desk,
            StopDesk stop,
            Liveness liveness,
            CurrentFacts facts,
            Whereabouts whereabouts,
            Registration registration,
            Canaries canaries,
            Upkeep upkeep) {
        var log = System.getLogger(House.class.getName());
        var agenda = new Agenda((task, e) -> log.log(System.Logger.Level.ERROR, task + " failed", e));
        agenda.every(Duration.ofMillis(500), "freezes from outside", () -> {
            Freezes before = facts.now().freezes();
            stop.reload();
            if (!before.equals(facts.now().freezes())) desk.lookAgain();
        });
        agenda.every(
                Duration.ofSeconds(1),
                "liveness",
                () -> facts.now().agents().keySet().forEach(liveness::state));
        agenda.every(Duration.ofSeconds(1), "bailiwick.yaml", registration::follow);
        agenda.every(Canaries.PAUSE, "canaries", canaries::send);
        agenda.every(Duration.ofSeconds(2), "whereabouts", whereabouts::write);
        agenda.every(Duration.ofSeconds(2), "lapsed approvals", desk::lapse);
        agenda.every(CONTROL, "control state", upkeep.control());
        agenda.every(Duration.ofSeconds(1), "search index", upkeep.index());
        return agenda;
    }

    /** The account this process runs under. */
    static String ownAccount() {
        return System.getProperty("user.name");
    }

    /** Where people come in. */
    public URI console() {
        return RunningServer.console(server);
    }

    /** Where machines come in. */
    public URI agents() {
        return RunningServer.agents(server);
    }

    /** A one-time sign-in link for an active person. */
    public Optional<URI> signInLink(PersonId person) {
        return parts.signIn().link(person).map(token -> console().resolve("/sign-in?token=" + token));
    }

    /** What nobody can guess. */
    public String token() {
        return new Chance().token();
    }

    /** Fresh credentials for an agent's enforcement point. */
    public Map<Credentials.Use, String> issue(AgentId agent, Actor actor) {
        return parts.credentials().issue(agent, actor);
    }

    /** The requests that wait for a person, newest first. */
    public List<ApprovalTask> waiting() {
        return parts.pending().in(EnumSet.of(State.PENDING), 100, 0);
    }

    public Parts parts() {
        return parts;
    }

    @Override
    public void close() {
        closing.close();
    }
}
