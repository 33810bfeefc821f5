package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.credential.Border;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Reports;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocketFactory;

/** Every agent's way out, and the border that closes them all. */
public final class Egress implements Border, AutoCloseable {
    private final Parts parts;
    private final Routes routes = Routes.shipped();
    private final Map<AgentId, EgressProxy> ways = new ConcurrentHashMap<>();

    /**
     * What all of them share.
     *
     * @param inside addresses that a person listed as this organisation's own; every other private one is refused
     * @param hold how long a request is held while people decide
     */
    public record Parts(
            KeyDesk keys,
            Broker broker,
            Enforcer enforcer,
            Alerts alerts,
            Reports reports,
            Set<AddressBlock> inside,
            Duration hold,
            InstantSource clock) {}

    /** A way out as the agent is told of it: where, and whom it must trust. */
    public record Opened(int port, String authority) {}

    public Egress(Parts parts) {
        this.parts = parts;
    }

    /** Whether this agent has one. */
    public boolean has(AgentId agent) {
        return ways.containsKey(agent);
    }

    /**
     * Opens one for an agent, on loopback.
     *
     * @param open whether the agent may act at all at this moment
     * @throws IOException when no port can be had
     */
    public Opened open(AgentId agent, EgressProxy.Listed listed, BooleanSupplier open) throws IOException {
        var authority = new Authority(agent.value(), parts.clock());
        var around = new EgressProxy.Surroundings(
                agent,
                authority,
                parts.keys(),
                parts.broker(),
                parts.enforcer(),
                parts.alerts(),
                routes,
                listed,
                open,
                parts.hold());
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var upstream = new Upstream(Destination.Resolver.system(), parts.inside(), tls);
        var way = new EgressProxy(around, ways(upstream), 0);
        ways.put(agent, way);
        return new Opened(way.port(), authority.pem());
    }

    private EgressProxy.Ways ways(Upstream upstream) {
        var start = UUID.randomUUID().toString();
        var turn = new AtomicLong();
        return new EgressProxy.Ways(
                new Connections(upstream, parts.clock()),
                new Outcomes(parts.reports(), parts.alerts()),
                parts.clock(),
                () -> "egress-" + start + "-" + turn.incrementAndGet());
    }

    /** Looks which agents were stopped since, and cuts what they have open. */
    public void look() {
        ways.values().forEach(EgressProxy::look);
    }

    @Override
    public void close(Optional<AgentId> agent) {
        ways.values().forEach(way -> way.close(agent));
    }

    @Override
    public void close() {
        ways.values().forEach(EgressProxy::close);
    }
}
