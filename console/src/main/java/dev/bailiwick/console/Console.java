package dev.bailiwick.console;

import dev.bailiwick.console.agents.AgentPages;
import dev.bailiwick.console.agents.AgentsSeen;
import dev.bailiwick.console.agents.Levers;
import dev.bailiwick.console.agents.Observed;
import dev.bailiwick.console.api.AdminApi;
import dev.bailiwick.console.api.AgentVerbs;
import dev.bailiwick.console.api.ApprovalVerbs;
import dev.bailiwick.console.api.LogVerbs;
import dev.bailiwick.console.api.RegisterVerbs;
import dev.bailiwick.console.approval.ApprovalPages;
import dev.bailiwick.console.approval.DelegationPages;
import dev.bailiwick.console.approval.FatiguePages;
import dev.bailiwick.console.approval.GlassPages;
import dev.bailiwick.console.discovery.DiscoveryPages;
import dev.bailiwick.console.exposure.RadiusPages;
import dev.bailiwick.console.frame.Frame;
import dev.bailiwick.console.frame.Hosts;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.incident.ContainPages;
import dev.bailiwick.console.incident.IncidentPages;
import dev.bailiwick.console.integration.AutomationPages;
import dev.bailiwick.console.integration.Errands;
import dev.bailiwick.console.integration.GuidePages;
import dev.bailiwick.console.integration.IntegrationPages;
import dev.bailiwick.console.integration.OwnerPages;
import dev.bailiwick.console.integration.PaperPages;
import dev.bailiwick.console.integration.RequestPages;
import dev.bailiwick.console.live.LivePages;
import dev.bailiwick.console.live.LogWatch;
import dev.bailiwick.console.policy.PolicyPages;
import dev.bailiwick.console.posture.PosturePages;
import dev.bailiwick.console.programme.ProgrammePages;
import dev.bailiwick.console.review.CampaignPages;
import dev.bailiwick.console.review.ReviewPages;
import dev.bailiwick.console.risk.RiskPages;
import dev.bailiwick.console.signin.ConsentPages;
import dev.bailiwick.console.signin.PasskeyPages;
import dev.bailiwick.console.signin.SessionPages;
import dev.bailiwick.console.signin.SignInPages;
import dev.bailiwick.console.signin.TokenPages;
import dev.bailiwick.console.signin.openid.OpenId;
import dev.bailiwick.console.tickets.TicketPages;
import dev.bailiwick.console.timeline.LogSearch;
import dev.bailiwick.console.timeline.TimelinePages;
import dev.bailiwick.console.tools.ToolPages;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.approval.DelegationDesk;
import dev.bailiwick.procedure.approval.GlassDesk;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.approval.Tickets;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.EvidenceReads;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.hardening.PostureDesk;
import dev.bailiwick.procedure.programme.ProgrammeDesk;
import dev.bailiwick.procedure.register.AutomationDesk;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.procedure.register.Discovery;
import dev.bailiwick.procedure.register.IntegrationDesk;
import dev.bailiwick.procedure.register.Ladder;
import dev.bailiwick.procedure.register.Ownership;
import dev.bailiwick.procedure.register.PaperDesk;
import dev.bailiwick.procedure.register.Retirement;
import dev.bailiwick.procedure.register.Worklist;
import dev.bailiwick.procedure.review.CampaignDesk;
import dev.bailiwick.procedure.risk.RiskDesk;
import dev.bailiwick.procedure.signin.Consents;
import dev.bailiwick.procedure.signin.PasskeyDesk;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.signin.TokenDesk;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.StopDesk;
import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pages and the admin API, put together. Closing it ends the open streams, so that the server can stop at once. */
public final class Console implements AutoCloseable {
    private static final Set<State> PENDING = EnumSet.of(State.PENDING);

    /** What the console reads. */
    public record Readings(
            CurrentFacts facts,
            Approvals approvals,
            Tickets tickets,
            ConfirmedTools tools,
            AuditLog log,
            Liveness liveness,
            Budgets budgets,
            PostureDesk posture,
            PosturePages.Nodes nodes,
            RiskDesk risk,
            ProgrammeDesk programme,
            CampaignDesk campaigns,
            Discovery discovery,
            Supplier<Escalation> escalation) {}

    /**
     * What it asks to be done.
     *
     * @param reads who reads the log
     * @param whereabouts where an agent runs, as the house knows it now
     */
    public record Desks(
            ApprovalDesk approvals,
            TicketDesk tickets,
            DelegationDesk delegations,
            GlassDesk glass,
            StopDesk stop,
            Ladder ladder,
            Worklist worklist,
            SignInDesk signIn,
            PasskeyDesk passkeys,
            Consents consents,
            TokenDesk tokens,
            Optional<OpenId> openId,
            ReviewPages.Room reviews,
            IncidentPages.Room incidents,
            EvidenceReads reads,
            IntegrationDesk integrations,
            Retirement retirement,
            Ownership ownership,
            AutomationDesk automations,
            PaperDesk papers,
            Function<AgentId, AgentHost.Whereabouts> whereabouts) {}

    private final LogWatch watch;
    private final Frame frame;
    private final List<Pages> pages;
    private final AdminApi api;

    public Console(Readings readings, Desks desks, Hosts hosts, InstantSource clock) {
        Supplier<Facts> facts = readings.facts()::now;
        var search = new LogSearch(readings.log());
        var observed = new Observed(readings.log());
        var watched = new AgentsSeen.Watched(readings.liveness(), observed, readings.budgets());
        var seen = new AgentsSeen(facts, watched, desks.ladder(), readings.approvals(), clock);
        var levers = new Levers(desks.stop(), desks.whereabouts(), facts);
        var errands = new Errands(desks.automations());
        watch = new LogWatch(readings.log());
        frame = new Frame(
                hosts, desks.signIn(), facts, () -> readings.approvals().count(PENDING), clock);
        pages = List.of(
                new SignInPages(desks.signIn(), desks.openId(), facts, clock),
                new SessionPages(desks.signIn()),
                new PasskeyPages(desks.passkeys()),
                new ConsentPages(desks.consents()),
                new TokenPages(desks.tokens(), clock),
                new LivePages(watch, desks.signIn()),
                new ApprovalPages(
                        readings.approvals(),
                        new ApprovalPages.Desks(desks.approvals(), levers, readings.escalation(), errands),
                        search,
                        facts,
                        clock),
                new DelegationPages(desks.delegations(), facts, clock),
                new FatiguePages(desks.approvals(), readings.log()),
                new GlassPages(desks.glass(), facts, clock),
                new AgentPages(seen, levers, desks.ladder(), search, readings.tools(), facts),
                new TimelinePages(search, facts, desks.reads()),
                new PolicyPages(facts, clock),
                new PosturePages(readings.posture(), readings.nodes(), facts, clock),
                new DiscoveryPages(readings.discovery(), clock),
                new RiskPages(readings.risk()),
                new ProgrammePages(readings.programme(), facts, clock),
                new ToolPages(readings.tools(), desks.worklist()),
                new CampaignPages(readings.campaigns(), clock),
                new ReviewPages(desks.reviews(), readings.log(), clock),
                new IncidentPages(desks.incidents()),
                new ContainPages(desks.incidents().lever(), facts),
                // before the page of one integration, whose address would match
                new RequestPages(desks.integrations(), facts),
                new IntegrationPages(desks.integrations(), desks.retirement(), facts, clock),
                new OwnerPages(desks.ownership(), facts),
                new AutomationPages(desks.automations()),
                new PaperPages(desks.papers(), clock),
                new RadiusPages(desks.integrations()),
                new GuidePages(desks.integrations().guides()),
                new TicketPages(readings.tickets(), desks.tickets(), facts, clock));
        api = new AdminApi(
                facts,
                new ApprovalVerbs(readings.approvals(), desks.approvals(), levers, clock),
                new AgentVerbs(seen, levers, desks.ladder(), facts),
                new RegisterVerbs(readings.tickets(), desks.tickets(), readings.tools(), desks.worklist()),
                new LogVerbs(search, desks.signIn(), readings.approvals(), desks.reads()));
    }

    /** Puts the pages on a listener. The listener is the caller's: address, TLS, limits. */
    public void routes(HttpRouting.Builder routing) {
        frame.routes(routing, pages);
    }

    /** The same procedures for the command line. */
    public AdminApi api() {
        return api;
    }

    @Override
    public void close() {
        watch.close();
    }
}
