package dev.bailiwick.host.openclaw;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A running OpenClaw gateway of ours. Closing it kills it with all its children: OpenClaw itself would drain for minutes. */
public final class GatewayProcess implements AutoCloseable {
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 3;

    /**
     * Where a gateway lives.
     *
     * @param home its home and state folder
     * @param config its configuration file, which names {@code port} as {@code gateway.port}
     * @param environment added to the little environment it gets
     */
    public record Place(Installation installation, Path home, Path config, int port, Map<String, String> environment) {
        public Place {
            environment = Map.copyOf(environment);
        }

        public Path log() {
            return home.resolve("gateway.log");
        }

        private Path state() {
            return home.resolve(".openclaw/state");
        }

        private void forgetState() {
            if (!Files.exists(state())) return;
            try (var files = Files.walk(state())) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            } catch (IOException e) {
                throw new OpenClawFailure("cannot clear \"" + state() + "\": " + e.getMessage(), e);
            }
        }

        /** OpenClaw's command line in this place: its own little environment, nothing inherited but the search path. */
        public ProcessBuilder openclaw(String... arguments) {
            var process = new ProcessBuilder(installation.command(arguments)).directory(home.toFile());
            var variables = process.environment();
            variables.clear();
            variables.putAll(Map.of(
                    "PATH",
                    installation.path(),
                    "HOME",
                    home.toString(),
                    "OPENCLAW_STATE_DIR",
                    home.resolve(".openclaw").toString(),
                    "OPENCLAW_CONFIG_PATH",
                    config.toString(),
                    "OPENCLAW_NO_ONBOARD",
                    "1",
                    "LANG",
                    "C.UTF-8",
                    "TERM",
                    "dumb",
                    "NO_COLOR",
                    "1"));
            variables.putAll(environment);
            return process;
        }
    }

    private final Process process;
    private final Place place;

    private GatewayProcess(Process process, Place place) {
        this.process = process;
        this.place = place;
    }

    /**
     * Starts the gateway and waits until it can be used: 10 s on an idle machine, some minutes on a crowded one, where OpenClaw now and
     * then gives up on itself (its own start has deadlines); then it is started again.
     */
    public static GatewayProcess start(Place place, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean fresh = !Files.exists(place.state());
        var gateway = launch(place);
        for (int attempt = 1; !gateway.becomesReady(end); attempt++) {
            if (gateway.alive() || attempt == ATTEMPTS) {
                var words = gateway.lastWords();
                gateway.close();
                throw new OpenClawFailure("OpenClaw did not become ready: " + words);
            }
            // What an interrupted first start left half made, OpenClaw would refuse to go on with.
            if (fresh) place.forgetState();
            gateway = launch(place);
        }
        return gateway;
    }

    private static GatewayProcess launch(Place place) {
        try {
            Files.createDirectories(place.home().resolve(".openclaw"));
            var process = place.openclaw("gateway", "run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()))
                    .start();
            return new GatewayProcess(process, place);
        } catch (IOException e) {
            throw new OpenClawFailure("cannot start OpenClaw: " + e.getMessage(), e);
        }
    }

    /** False when the process ended or the time did. */
    private boolean becomesReady(long end) {
        try (var client = HttpClient.newBuilder().connectTimeout(PROBE).build()) {
            while (!ready(client)) {
                if (!process.isAlive() || System.nanoTime() > end) return false;
                Thread.sleep(PAUSE);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new OpenClawFailure("interrupted while OpenClaw started", e);
        }
    }

    private boolean ready(HttpClient client) throws InterruptedException {
        // HTTP/1.1 from the start: OpenClaw takes an offer to upgrade for a WebSocket's, and hangs up.
        var request = HttpRequest.newBuilder(address().resolve("/readyz"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(PROBE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    public long pid() {
        return process.pid();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + place.port());
    }

    public Place place() {
        return place;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** The last lines the gateway wrote, on one line. */
    public String lastWords() {
        try {
            List<String> lines = Files.readAllLines(place.log(), StandardCharsets.UTF_8);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException _) {
            return "it left no log";
        }
    }

    @Override
    public void close() {
        // The root first, so that it starts nothing new; its children were listed before and lose their parent now.
        var children = process.descendants().toList();
        process.destroyForcibly();
        for (var child : children) {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
        process.onExit().join();
    }
}
