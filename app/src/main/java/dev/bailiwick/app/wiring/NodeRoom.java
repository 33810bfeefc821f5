package dev.bailiwick.app.wiring;

import dev.bailiwick.gateway.http.ListenerLimits;
import dev.bailiwick.gateway.node.NodeCertificates;
import dev.bailiwick.gateway.node.NodeRoutes;
import dev.bailiwick.procedure.agenda.Agenda;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.node.Contacts;
import dev.bailiwick.procedure.node.NodeDesk;
import dev.bailiwick.procedure.node.NodeRegister;
import dev.bailiwick.procedure.node.NodeWatch;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/** The room of agents' machines that are not this one. */
record NodeRoom(
        NodeDesk desk,
        NodeRegister nodes,
        Contacts contacts,
        NodeCertificates authority,
        NodeWatch watch,
        NodeRoutes routes) {
    private static final System.Logger LOG = System.getLogger(NodeRoom.class.getName());
    private static final String LISTENER = "nodes";

    static NodeRoom open(Rooms rooms) {
        var records = rooms.records();
        var enforcement = rooms.enforcement();
        var facts = rooms.known().facts();
        var authority = new NodeCertificates(KeptAuthority.in(records.data().keys(), rooms.clock()), rooms.clock());
        var desk = new NodeDesk(
                records.nodes(),
                records.contacts(),
                records.log(),
                facts::now,
                rooms.desks().stop(),
                new NodeDesk.Around(
                        rooms.clock(),
                        new Chance()::token,
                        authority,
                        agent -> enforcement.liveness().last(agent).map(Liveness.Heartbeat::pid)));
        var watch = new NodeWatch(
                records.nodes(),
                records.contacts(),
                facts::now,
                enforcement.alerts(),
                enforcement.precautions(),
                rooms.clock());
        return new NodeRoom(
                desk,
                records.nodes(),
                records.contacts(),
                authority,
                watch,
                new NodeRoutes(desk, enforcement.alerts()));
    }

    /** Opens the nodes' listener: what agents may ask here, behind the check of the machine that they ask from. */
    void listen(
            WebServerConfig.BuilderBase<?, ?> server,
            Configuration.NodesListener at,
            Duration hold,
            HttpRouting.Builder agents) {
        int port = Ports.free(address(at), at.port(), "--nodes-port");
        routes.on(agents);
        var tls = Tls.builder()
                .sslContext(authority.context())
                .clientAuth(TlsClientAuth.OPTIONAL)
                .build();
        server.putSocket(LISTENER, listener -> {
            listener.address(address(at)).port(port).tls(tls).routing(agents);
            ListenerLimits.set(listener, hold.plusSeconds(30));
        });
    }

    private static InetAddress address(Configuration.NodesListener at) {
        try {
            return InetAddress.getByAddress(at.address().bytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    static URI at(WebServer server, Configuration.NodesListener at) {
        String host = address(at).getHostAddress();
        return URI.create("https://" + (at.address().isFour() ? host : "[" + host + "]") + ":" + server.port(LISTENER));
    }

    /** On an agenda of its own: no other round may keep a cut-off machine from being noticed. */
    void rounds(Closing closing) {
        var agenda = closing.add(new Agenda((task, e) -> LOG.log(System.Logger.Level.ERROR, task + " failed", e)));
        agenda.every(Duration.ofSeconds(1), "nodes", watch::round);
    }
}
