package dev.bailiwick.app.wiring;

import dev.bailiwick.core.value.Address;
import dev.bailiwick.core.value.Reach;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * What a server is started with.
 *
 * @param consolePort of the pages, on loopback; 0 takes a free one
 * @param agentsPort of the enforcement points, on loopback; 0 takes a free one
 * @param hold how long a call may be held open while people decide
 * @param scripts whether scripted people count: {@code demo} alone
 * @param nodes where agents' machines come in, when there are others than this one
 */
public record Configuration(
        DataFolder data,
        int consolePort,
        int agentsPort,
        Duration hold,
        Optional<Postgres> postgres,
        Optional<ModelProvider> model,
        boolean scripts,
        Optional<NodesListener> nodes,
        InstantSource clock) {
    /** OpenClaw waits at most ten minutes for a hook. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(9).plusSeconds(30);

    /** A PostgreSQL database instead of the embedded SQLite. The password is read when it is needed. */
    public record Postgres(String url, String user, Path passwordFile) {}

    /** Where the agents' model traffic goes. The key is read when the server starts. */
    public record ModelProvider(URI base, Path keyFile) {}

    /**
     * The listener of agents' machines: mutual TLS.
     *
     * @param port 0 takes a free one
     */
    public record NodesListener(Address address, int port) {
        public NodesListener {
            var reach = Reach.of(address);
            if (ANYWHERE.contains(address) || reach == Reach.INTERNET || reach == Reach.NOBODY) {
                throw new Refusal(
                        2,
                        "--nodes-address names one address of this machine, on loopback or in a network of your own (VPN,"
                                + " private): never a public one, never all of them");
            }
        }
    }

    private static final Set<Address> ANYWHERE =
            Set.of(Address.read("0.0.0.0").orElseThrow(), Address.read("::").orElseThrow());

    public Configuration {
        if (hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0) {
            throw new Refusal(
                    2,
                    "--hold must be between 0 and " + LONGEST_HOLD.toSeconds()
                            + " seconds: OpenClaw waits at most ten minutes for an answer");
        }
    }

    public static Configuration of(DataFolder data) {
        return new Configuration(
                data,
                7431,
                7430,
                Duration.ofMinutes(9),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                InstantSource.system());
    }

    /** On free ports: for tests and for the demo. */
    public Configuration onFreePorts() {
        return new Configuration(data, 0, 0, hold, postgres, model, scripts, nodes, clock);
    }

    /** With the console's port chosen: its name stands in what passkeys sign. */
    Configuration settled() {
        int port = consolePort == 0 ? Ports.freeForPeople(0, "--console-port") : consolePort;
        return new Configuration(data, port, agentsPort, hold, postgres, model, scripts, nodes, clock);
    }

    /** Where the pages are. By name: a passkey belongs to a name, never to an address (WebAuthn). */
    URI console() {
        return URI.create("http://localhost:" + consolePort);
    }

    public Configuration holding(Duration longest) {
        return new Configuration(data, consolePort, agentsPort, longest, postgres, model, scripts, nodes, clock);
    }

    public Configuration with(ModelProvider provider) {
        return new Configuration(
                data, consolePort, agentsPort, hold, postgres, Optional.of(provider), scripts, nodes, clock);
    }

    public Configuration withScripts() {
        return new Configuration(data, consolePort, agentsPort, hold, postgres, model, true, nodes, clock);
    }

    /** With a listener for agents' machines. */
    public Configuration with(NodesListener listener) {
        return new Configuration(
                data, consolePort, agentsPort, hold, postgres, model, scripts, Optional.of(listener), clock);
    }

    public Configuration at(InstantSource other) {
        return new Configuration(data, consolePort, agentsPort, hold, postgres, model, scripts, nodes, other);
    }
}
