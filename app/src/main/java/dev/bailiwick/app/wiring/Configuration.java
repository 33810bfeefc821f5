package dev.bailiwick.app.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a server is started with.
 *
 * @param consolePort of the pages, on loopback; 0 takes a free one
 * @param agentsPort of the enforcement points, on loopback; 0 takes a free one
 * @param hold how long a call may be held open while people decide
 * @param scripts whether scripted people count: {@code demo} alone
 */
public record Configuration(
        DataFolder data,
        int consolePort,
        int agentsPort,
        Duration hold,
        Optional<Postgres> postgres,
        Optional<ModelProvider> model,
        boolean scripts,
        InstantSource clock) {
    /** OpenClaw waits at most ten minutes for a hook. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(9).plusSeconds(30);

    /** A PostgreSQL database instead of the embedded SQLite. The password is read when it is needed. */
    public record Postgres(String url, String user, Path passwordFile) {}

    /** Where the agents' model traffic goes. The key is read when the server starts. */
    public record ModelProvider(URI base, Path keyFile) {}

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
                InstantSource.system());
    }

    /** On free ports: for tests and for the demo. */
    public Configuration onFreePorts() {
        return new Configuration(data, 0, 0, hold, postgres, model, scripts, clock);
    }

    /** With the console's port chosen: its name stands in what passkeys sign. */
    Configuration settled() {
        int port = consolePort == 0 ? Ports.freeForPeople(0, "--console-port") : consolePort;
        return new Configuration(data, port, agentsPort, hold, postgres, model, scripts, clock);
    }

    /** Where the pages are. By name: a passkey belongs to a name, never to an address (WebAuthn). */
    URI console() {
        return URI.create("http://localhost:" + consolePort);
    }

    public Configuration holding(Duration longest) {
        return new Configuration(data, consolePort, agentsPort, longest, postgres, model, scripts, clock);
    }

    public Configuration with(ModelProvider provider) {
        return new Configuration(data, consolePort, agentsPort, hold, postgres, Optional.of(provider), scripts, clock);
    }

    public Configuration withScripts() {
        return new Configuration(data, consolePort, agentsPort, hold, postgres, model, true, clock);
    }

    public Configuration at(InstantSource other) {
        return new Configuration(data, consolePort, agentsPort, hold, postgres, model, scripts, other);
    }
}
