package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.credential.Border;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.mail.MailServer;
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
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/** Every agent's way out, and the border that closes them all. */
public final class Egress implements Border, AutoCloseable {
    private final Parts parts;
    private final Routes routes = Routes.shipped();
    private final Map<AgentId, EgressProxy> ways = new ConcurrentHashMap<>();
    private final Map<String, EgressProxy> visits = new ConcurrentHashMap<>();

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
            MailServer mail,
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
        var way = way(agent, authority, new Manner.Programs(), listed, open);
        ways.put(agent, way);
        return new Opened(way.port(), authority.pem());
    }

    /** A browser session as its launcher is told of it. */
    public record Visit(String name, int port, String spki) {}

    /** How many browser sessions are open. */
    public int visits() {
        return visits.size();
    }

    /** Ends a browser session: nothing goes through its listener any more. Returns whether there was one. */
    public boolean end(String name) {
        var way = visits.remove(name);
        if (way != null) way.close();
        return way != null;
    }

    /**
     * Opens a listener for one browser session: signed in with a key and at that key's host alone, or, without a key, reading and nothing else.
     *
     * @throws IllegalArgumentException when the key is not the agent's, or not one that a browser can use
     * @throws IOException when no port can be had
     */
    public Visit browse(AgentId agent, Optional<String> key, EgressProxy.Listed listed, BooleanSupplier open)
            throws IOException {
        var name = agent.value() + "-" + UUID.randomUUID();
        var manner = key.<Manner>map(each -> new Manner.SignedIn(name, held(agent, each)))
                .orElseGet(() -> new Manner.Research(name, new AtomicLong()));
        var authority = new Authority(name, parts.clock());
        var way = way(agent, authority, manner, listed, open);
        visits.put(name, way);
        return new Visit(name, way.port(), authority.spki());
    }

    private ServiceKey held(AgentId agent, String name) {
        return parts.keys()
                .find(name)
                .filter(key -> key.agent().equals(agent))
                .orElseThrow(() -> new IllegalArgumentException("agent \"" + agent + "\" has no key \"" + name + "\""));
    }

    private EgressProxy way(
            AgentId agent, Authority authority, Manner manner, EgressProxy.Listed listed, BooleanSupplier open)
            throws IOException {
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
                parts.hold(),
                manner);
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var upstream = new Upstream(Destination.Resolver.system(), parts.inside(), tls);
        return new EgressProxy(around, ways(upstream), 0);
    }

    private EgressProxy.Ways ways(Upstream upstream) {
        var start = UUID.randomUUID().toString();
        var turn = new AtomicLong();
        return new EgressProxy.Ways(
                new Connections(upstream, parts.clock()),
                new Outcomes(parts.reports(), parts.alerts()),
                parts.mail(),
                parts.clock(),
                () -> "egress-" + start + "-" + turn.incrementAndGet());
    }

    private Stream<EgressProxy> all() {
        return Stream.concat(ways.values().stream(), visits.values().stream());
    }

    /** Looks which agents were stopped since, and cuts what they have open. */
    public void look() {
        all().forEach(EgressProxy::look);
    }

    @Override
    public void close(Optional<AgentId> agent) {
        all().forEach(way -> way.close(agent));
    }

    @Override
    public void close() {
        all().forEach(EgressProxy::close);
    }
}
