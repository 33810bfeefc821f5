package dev.bailiwick.app.wiring;

import dev.bailiwick.app.control.ControlSocket;
import dev.bailiwick.app.control.LocalRequests;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.approval.Prompting;
import dev.bailiwick.procedure.approval.Reconciliation;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.hardening.PostureDesk;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials;
import dev.bailiwick.procedure.register.Ladder;
import dev.bailiwick.procedure.register.Retirement;
import dev.bailiwick.procedure.register.Worklist;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.stop.StopDesk;
import dev.bailiwick.tlog.FileAuditLog;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole of one running Bailiwick. */
public final class House implements AutoCloseable {
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
            Worklist worklist,
            PostureDesk posture,
            Installations installations,
            Optional<URI> nodes) {}

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
            return build(configuration.settled(), closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static House build(Configuration configuration, Closing closing) {
        var rooms = Rooms.open(configuration, closing);
        var records = rooms.records();
        var known = rooms.known();
        var enforcement = rooms.enforcement();
        var desks = rooms.desks();
        var keys = Keys.open(rooms, closing);
        var canaries = closing.add(
                new Canaries(known.facts(), records.installations(), enforcement.liveness(), new Chance()::token));
        desks.registration().recordAtStart(known.organisation());
        var repaired = new Reconciliation(records.store().approvals(), records.log()).run();
        desks.control().start();
        desks.duties().follow();
        var whereabouts = new Whereabouts(
                known.facts(),
                enforcement.liveness(),
                desks.host(),
                records.data(),
                id -> records.nodes().running(id).isPresent());
        var incidents = Incidents.open(rooms, keys, whereabouts, closing);
        var watching = Watching.open(rooms, whereabouts);
        var campaigns = CampaignRoom.open(rooms, keys);
        var programme = ProgrammeRoom.open(rooms, keys, campaigns.desk());
        var governance = new Governance(
                RiskRoom.open(rooms, keys),
                programme,
                campaigns,
                retirement(rooms, keys),
                Strangers.discovery(rooms, whereabouts));
        var nodes = NodeRoom.open(rooms);
        var entrances = Entrances.open(configuration, closing, rooms, whereabouts, governance, incidents, nodes);
        var retention = RetentionRoom.open(rooms);
        var running = new RunningServer(
                entrances.server(),
                configuration.hold(),
                desks.registration(),
                verbs(rooms, keys, incidents, governance, retention, nodes));
        var requests = new LocalRequests(entrances.api(), known.facts(), enforcement.alerts(), running, rooms.clock());
        closing.add(control(records.data(), requests));
        entrances.programs().open(requests::answer);
        keys.rounds(closing.add(Rounds.start(rooms, canaries, whereabouts)));
        closing.add(Rounds.reading(rooms));
        incidents.rounds(closing);
        enforcement
                .reviews()
                .onMismatch((review, actor) -> incidents
                        .containment()
                        .contain(Optional.of(review.agent()), review.id() + ": a change was not as approved", actor));
        nodes.rounds(closing);
        watching.rounds(closing, governance);
        programme.rounds(closing);
        retention.rounds(closing);
        records.log().append(started(known, repaired));
        return new House(closing, entrances.server(), parts(rooms, entrances));
    }

    private static Retirement retirement(Rooms rooms, Keys keys) {
        return new Retirement(
                rooms.desks().integrations(),
                keys.desk()::all,
                keys.revocation()::revoke,
                GuideFiles.shipped(),
                rooms.enforcement().alerts());
    }

    /** What each room answers on the command line. */
    private static List<Verbs> verbs(
            Rooms rooms,
            Keys keys,
            Incidents incidents,
            Governance governance,
            RetentionRoom retention,
            NodeRoom nodes) {
        var desks = rooms.desks();
        return List.of(
                new GraveVerbs(rooms.identity().consents()),
                new KeyVerbs(keys, rooms.known().facts(), rooms.records().log(), rooms.clock()),
                new IncidentVerbs(incidents, rooms.known().facts()),
                new SnapshotVerbs(incidents.snapshots(), rooms.known().facts()),
                new DrillVerbs(
                        incidents.drills(),
                        DrillFiles.shipped(),
                        incidents.cases(),
                        rooms.known().facts()),
                new HouseVerbs(
                        desks.control(),
                        desks.forwarding(),
                        desks.indexing(),
                        rooms.records().reads()),
                new RetentionVerbs(
                        retention.desk(), incidents.cases(), rooms.enforcement().keeping()),
                ExtractVerbs.of(rooms),
                new DelegationVerbs(desks.delegations(), desks.registration()::escalation, rooms.clock()),
                new GlassVerbs(desks.glass()),
                new FatigueVerbs(
                        rooms.enforcement().approvals(), rooms.records().log()),
                new NodeVerbs(nodes),
                new TokenVerbs(rooms.identity().tokens(), rooms.clock()),
                new MetricsVerbs(
                        rooms.enforcement().approvals(),
                        desks.integrations(),
                        new Prompting(rooms.records().log()),
                        rooms.clock()),
                new PostureVerbs(desks.posture()),
                new DiscoveryVerbs(governance.discovery(), rooms.clock()),
                new ProofVerbs(rooms.enforcement().proof()),
                governance.risk(),
                governance.programme(),
                governance.campaigns(),
                new IntegrationVerbs(desks.integrations(), governance.retirement(), rooms.clock()),
                new AccountVerbs(desks.accounts(), governance.campaigns().desk()),
                new OwnerVerbs(desks.ownership(), rooms.known().facts()),
                new AutomationVerbs(desks.automations(), rooms.clock()),
                new PaperVerbs(desks.papers(), rooms.clock()),
                new ReviewVerbs(
                        rooms.enforcement().reviews(),
                        desks.duties(),
                        rooms.records().log(),
                        rooms.clock()),
                new PolicyVerbs(
                        desks.policies(),
                        rooms.records().log(),
                        rooms.records().store().archive(),
                        rooms.known().facts(),
                        rooms.clock()));
    }

    private static Event started(Knowledge known, Reconciliation.Report repaired) {
        return Event.of(
                Event.Kind.HOUSE,
                new Actor.House(),
                JsonObject.with("what", "started")
                        .and("facts", known.facts().now().version().hex())
                        .and("catalog", known.catalog().version().hex())
                        .and("claimsReleased", repaired.released())
                        .and("claimsUnknown", repaired.unknown())
                        .build());
    }

    private static Parts parts(Rooms rooms, Entrances entrances) {
        var records = rooms.records();
        var enforcement = rooms.enforcement();
        var desks = rooms.desks();
        return new Parts(
                rooms.known().facts(),
                records.store().credentials(),
                desks.credentials(),
                rooms.identity().signIn(),
                desks.ladder(),
                enforcement.approvals(),
                records.store().approvals(),
                desks.stop(),
                enforcement.liveness(),
                records.files(),
                enforcement.worklist(),
                desks.posture(),
                records.installations(),
                entrances.nodes());
    }

    private static ControlSocket control(DataFolder data, LocalRequests requests) {
        try {
            return ControlSocket.open(data.socket(), requests);
        } catch (IOException e) {
            throw new Refusal(
                    "cannot listen on " + data.socket() + ": " + e.getMessage() + ". A shorter --data path may help");
        }
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

    /** Where agents' machines come in, if they do. */
    public Optional<URI> nodes() {
        return parts.nodes();
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
