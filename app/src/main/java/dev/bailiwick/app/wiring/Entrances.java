package dev.bailiwick.app.wiring;

import dev.bailiwick.console.Console;
import dev.bailiwick.console.api.AdminApi;
import dev.bailiwick.console.frame.Hosts;
import dev.bailiwick.console.posture.PosturePages;
import dev.bailiwick.console.rest.Users;
import dev.bailiwick.console.review.ReviewPages;
import dev.bailiwick.core.people.OpenIdSettings;
import dev.bailiwick.gateway.authzen.AuthZenRoutes;
import dev.bailiwick.gateway.http.ListenerLimits;
import dev.bailiwick.gateway.http.Pulse;
import dev.bailiwick.gateway.model.ModelRoutes;
import dev.bailiwick.gateway.openclaw.Decide;
import dev.bailiwick.gateway.openclaw.Heartbeat;
import dev.bailiwick.gateway.openclaw.OpenClawRoutes;
import dev.bailiwick.gateway.openclaw.RecentCalls;
import dev.bailiwick.gateway.openclaw.Report;
import dev.bailiwick.gateway.openclaw.Standing;
import dev.bailiwick.gateway.webhook.ContainRoutes;
import dev.bailiwick.procedure.register.Departures;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where people and machines come in, on loopback: people under {@code localhost}, whichever address that is. */
record Entrances(WebServer server, AdminApi api, Programs programs, Optional<URI> nodes) {
    static Entrances open(
            Configuration configuration,
            Closing closing,
            Rooms rooms,
            Whereabouts whereabouts,
            Governance governance,
            Incidents incidents,
            NodeRoom nodes) {
        var console = closing.add(console(rooms, whereabouts, governance, incidents));
        var metrics = Metrics.of(rooms);
        var programs = new Programs(rooms.identity().tokens(), users(rooms));
        int agentsPort = Ports.free(configuration.agentsPort(), "--agents-port");
        int consolePort = Ports.freeForPeople(configuration.consolePort(), "--console-port");
        var machines = machines(configuration, closing, rooms, agentsPort)
                .register("/incident/v1", containing(rooms, incidents));
        var loopback = InetAddress.getLoopbackAddress();
        var builder = WebServer.builder()
                .shutdownHook(false)
                .address(loopback)
                .port(consolePort)
                .routing(pages(console, metrics, programs))
                .putSocket("agents", listener -> {
                    listener.address(loopback).port(agentsPort).routing(machines);
                    ListenerLimits.set(listener, configuration.hold().plusSeconds(30));
                });
        Ports.sixth()
                .ifPresent(address -> builder.putSocket(
                        "pages6",
                        listener -> listener.address(address)
                                .port(consolePort)
                                .routing(pages(console, metrics, programs))));
        configuration
                .nodes()
                .ifPresent(at -> nodes.listen(
                        builder, at, configuration.hold(), machines(configuration, closing, rooms, agentsPort)));
        var server = builder.build();
        Ports.start(server);
        closing.add(server::stop);
        return new Entrances(
                server, console.api(), programs, configuration.nodes().map(at -> NodeRoom.at(server, at)));
    }

    /** The register's people, as the organisation's directory speaks of them. */
    private static Users users(Rooms rooms) {
        var organisation = rooms.known().organisation();
        var names = organisation.signIn().openId().map(OpenIdSettings::people).orElse(Map.of());
        var enforcement = rooms.enforcement();
        return new Users(
                rooms.desks().registration()::people,
                names,
                new Departures(
                        rooms.known().facts(),
                        rooms.records().log(),
                        rooms.identity().signIn(),
                        new Departures.Ends(enforcement.approvals()::lapse, enforcement.alerts())));
    }

    private static HttpRouting.Builder pages(Console console, Metrics metrics, Programs programs) {
        var pages = HttpRouting.builder().get("/metrics", metrics);
        programs.routes(pages);
        console.routes(pages);
        return pages;
    }

    private static Console console(Rooms rooms, Whereabouts whereabouts, Governance governance, Incidents incidents) {
        var store = rooms.records().store();
        var enforcement = rooms.enforcement();
        var desks = rooms.desks();
        return new Console(
                new Console.Readings(
                        rooms.known().facts(),
                        store.approvals(),
                        store.tickets(),
                        store.tools(),
                        rooms.records().log(),
                        enforcement.liveness(),
                        enforcement.budgets(),
                        desks.posture(),
                        new PosturePages.Nodes(
                                rooms.records().nodes(), rooms.records().contacts()),
                        governance.risk().desk(),
                        governance.programme().desk(),
                        governance.campaigns().desk(),
                        governance.discovery(),
                        desks.registration()::escalation),
                new Console.Desks(
                        enforcement.approvals(),
                        desks.tickets(),
                        desks.delegations(),
                        desks.glass(),
                        desks.stop(),
                        desks.ladder(),
                        enforcement.worklist(),
                        rooms.identity().signIn(),
                        rooms.identity().passkeys(),
                        rooms.identity().consents(),
                        rooms.identity().tokens(),
                        rooms.identity().openId(),
                        new ReviewPages.Room(enforcement.reviews(), desks.duties()::sample),
                        incidents.room(),
                        rooms.records().reads(),
                        desks.integrations(),
                        governance.retirement(),
                        desks.ownership(),
                        desks.automations(),
                        desks.papers(),
                        whereabouts::of),
                Hosts.loopback(),
                rooms.clock());
    }

    private static ContainRoutes containing(Rooms rooms, Incidents incidents) {
        var keys = new WebhookKeys(rooms.records().data().webhooks());
        return new ContainRoutes(
                keys::now,
                agent -> rooms.known().facts().now().agent(agent).isPresent(),
                incidents.containment()::contain,
                rooms.clock());
    }

    private static HttpRouting.Builder machines(Configuration configuration, Closing closing, Rooms rooms, int port) {
        var enforcement = rooms.enforcement();
        var desks = rooms.desks();
        var pulse = closing.add(new Pulse(Duration.ofSeconds(1)));
        pulse.start();
        var facts = rooms.known().facts();
        var recent = new RecentCalls();
        var openClaw = new OpenClawRoutes(
                desks.credentials(),
                new Decide(
                        enforcement.enforcer(),
                        facts,
                        enforcement.liveness(),
                        recent,
                        new Decide.Holding(configuration.hold(), pulse)),
                new Report(enforcement.reports(), enforcement.alerts(), recent),
                new Heartbeat(enforcement.liveness(), enforcement.alerts(), enforcement.notices()),
                new Standing(facts));
        var authZen = new AuthZenRoutes(
                new AuthZenRoutes.Sources(
                        enforcement.enforcer(),
                        rooms.records().store().approvals(),
                        facts,
                        rooms.clock(),
                        URI.create("http://127.0.0.1:" + port)),
                desks.credentials(),
                new Chance().random());
        var routing = HttpRouting.builder().register("/openclaw/v1", openClaw).register("/", authZen);
        configuration
                .model()
                .map(provider -> closing.add(ModelProviders.open(provider)))
                .ifPresent(provider -> routing.register(
                        "/model/v1",
                        new ModelRoutes(
                                desks.credentials(),
                                enforcement.witness(),
                                enforcement.reports(),
                                facts,
                                provider.relay(pulse))));
        return routing;
    }
}
