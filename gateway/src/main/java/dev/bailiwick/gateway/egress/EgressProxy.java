package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Host;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.procedure.credential.Border;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.mail.MailServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One agent's way out. Who the agent is says the listener, not the agent. What is on no list is refused; what may leave is
 * decided like any other action; the credential is put in on the way, and taken out of the answer.
 */
public final class EgressProxy implements Border, AutoCloseable {
    /** An agent that opens more at once waits. */
    private static final int MOST_TUNNELS = 256;

    private static final int SILENCE_MILLIS = 120_000;
    private static final System.Logger LOG = System.getLogger(EgressProxy.class.getName());

    private final Surroundings around;
    private final Ways ways;
    private final ServerSocket listener;
    private final Set<Socket> tunnels = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_TUNNELS);

    /** Whether a host may be reached without a credential. */
    @FunctionalInterface
    public interface Listed {
        boolean test(Host host, int port);
    }

    /**
     * What one way out needs.
     *
     * @param open whether this agent is neither frozen nor without its gate
     * @param hold how long a request is held while people decide
     */
    record Surroundings(
            AgentId agent,
            Authority authority,
            KeyDesk keys,
            Broker broker,
            Enforcer enforcer,
            Alerts alerts,
            Routes routes,
            Listed listed,
            BooleanSupplier open,
            Duration hold,
            Manner manner) {
        SessionId session() {
            return manner.session(agent);
        }

        void requireOpen() throws Refused {
            if (!open.getAsBoolean()) throw Refused.denied("egress_closed", "this agent is stopped: ask its owner");
        }
    }

    /**
     * What its tunnels share.
     *
     * @param calls names each request, so that its outcome finds its decision
     */
    record Ways(
            Connections connections, Outcomes outcomes, MailServer mail, InstantSource clock, Supplier<String> calls) {
        String call() {
            return calls.get();
        }
    }

    EgressProxy(Surroundings around, Ways ways, int port) throws IOException {
        this.around = around;
        this.ways = ways;
        this.listener = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("egress of " + around.agent()).start(this::accept);
    }

    /** Where the agent is told to go. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                room.acquire();
                var client = listener.accept();
                tunnels.add(client);
                Thread.ofVirtual().name("tunnel").start(() -> serve(client));
            } catch (IOException e) {
                room.release();
                if (!listener.isClosed()) LOG.log(System.Logger.Level.WARNING, "a tunnel could not be opened", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(SILENCE_MILLIS);
            client.setTcpNoDelay(true);
            new Tunnel(around, ways).serve(client);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "a tunnel ended early: {0}",
                    e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // its message might quote the request
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a tunnel failed: {0}",
                    e.getClass().getName());
        } finally {
            tunnels.remove(client);
            room.release();
        }
    }

    @Override
    public void close(Optional<AgentId> agent) {
        if (agent.isEmpty() || agent.get().equals(around.agent())) cut();
    }

    /** Looks whether this agent may still go out, and cuts what is open when it may not. */
    public void look() {
        if (!around.open().getAsBoolean()) cut();
    }

    private void cut() {
        ways.connections().cut();
        for (var tunnel : tunnels) {
            try {
                tunnel.close();
            } catch (IOException _) {
                // gone already
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener did not close", e);
        }
        cut();
        ways.outcomes().close();
    }
}
