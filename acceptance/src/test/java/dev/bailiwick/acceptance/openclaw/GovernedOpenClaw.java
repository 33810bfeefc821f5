package dev.bailiwick.acceptance.openclaw;

import dev.bailiwick.host.openclaw.GatewayClient;
import dev.bailiwick.host.openclaw.GatewayProcess;
import dev.bailiwick.host.openclaw.Installation;
import dev.bailiwick.host.openclaw.Installer;
import dev.bailiwick.host.openclaw.OpenClawConfig;
import dev.bailiwick.host.openclaw.OpenClawFailure;
import dev.bailiwick.host.openclaw.Rendering;
import dev.bailiwick.host.openclaw.ScriptedModel;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/** A real OpenClaw with the shipped plugin, in a folder of its own, and an operator's connection to it. */
final class GovernedOpenClaw implements AutoCloseable {
    static final Path PLUGIN = Path.of("..", "openclaw-plugin").toAbsolutePath().normalize();
    private static final String TOKEN = "gateway-token-of-a-test";
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration TURN = Duration.ofMinutes(3);

    private final GatewayProcess.Place place;
    private final ScriptedModel model;
    private final String token;
    private GatewayProcess gateway;
    private GatewayClient client;
    private int turns;

    private GovernedOpenClaw(GatewayProcess.Place place, ScriptedModel model, String token) {
        this.place = place;
        this.model = model;
        this.token = token;
        this.gateway = GatewayProcess.start(place, START);
        this.client = connected();
    }

    /**
     * Starts OpenClaw with the configuration that {@code openclaw connect} renders.
     *
     * @param base what the person had configured before
     * @param change what a test changes afterwards
     */
    static GovernedOpenClaw start(
            Path folder,
            URI bailiwick,
            Credentials credentials,
            ScriptedModel model,
            JsonObject base,
            UnaryOperator<JsonObject> change) {
        var home = folder.resolve("home");
        var config = home.resolve(".openclaw/openclaw.json");
        try {
            Files.createDirectories(config.getParent());
            Files.createDirectories(folder.resolve("workspace"));
            var file = folder.resolve("credentials.json");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, credentials.json(TOKEN).text());
            var rendering =
                    new OpenClawConfig(bailiwick, file, config, PLUGIN, Duration.ofMinutes(9), freePort()).render(base);
            new Rendering(JsonObject.EMPTY, change.apply(rendering.after())).write(config);
            var place = new GatewayProcess.Place(installed(), home, config, port(rendering.after()), Map.of());
            return new GovernedOpenClaw(place, model, TOKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts OpenClaw with a person's own configuration that Bailiwick has connected.
     *
     * @param connecting connects the configuration in this file, and says the gateway's token
     */
    static GovernedOpenClaw connect(
            Path folder, ScriptedModel model, Function<Path, String> connecting, JsonObject base) {
        var home = folder.resolve("home");
        var config = home.resolve(".openclaw/openclaw.json");
        try {
            int port = freePort();
            var gateway = JsonObject.with("port", JsonNumber.of(port)).build();
            new Rendering(JsonObject.EMPTY, base.plus("gateway", gateway)).write(config);
            var token = connecting.apply(config);
            return new GovernedOpenClaw(
                    new GatewayProcess.Place(installed(), home, config, port, Map.of()), model, token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a configuration of an OpenClaw that nobody governs. Returns the gateway's token. */
    static String free(Path config, JsonObject models, String primary) {
        var before = OpenClawConfig.read(config).orElseThrow();
        var auth = JsonObject.with("mode", "token").and("token", TOKEN).build();
        var gateway = before.object("gateway")
                .orElseThrow()
                .plus("mode", new JsonString("local"))
                .plus("bind", new JsonString("loopback"))
                .plus("auth", auth);
        var agents = before.object("agents").orElseThrow();
        var defaults = agents.object("defaults")
                .orElseThrow()
                .plus("model", JsonObject.with("primary", primary).build());
        var after = before.plus("gateway", gateway)
                .plus("models", models)
                .plus("agents", agents.plus("defaults", defaults));
        new Rendering(before, after).write(config);
        return TOKEN;
    }

    /** The agent's three credentials. */
    record Credentials(String ask, String report, String model) {
        JsonObject json(String gateway) {
            return JsonObject.with("ask", ask)
                    .and("report", report)
                    .and("model", model)
                    .and("gateway", gateway)
                    .build();
        }
    }

    static Installation installed() {
        try {
            return new Installer(Installer.folder(), System.err::println).install();
        } catch (OpenClawFailure e) {
            return Assumptions.abort("OpenClaw cannot be installed: " + e.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int port(JsonObject config) {
        return Integer.parseInt(
                config.object("gateway").orElseThrow().get("port").orElseThrow().text());
    }

    private GatewayClient connected() {
        try {
            return GatewayClient.connect(gateway.address(), token);
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /** Kills the gateway and starts it anew in the same place. */
    void restart() {
        client.close();
        gateway.close();
        gateway = GatewayProcess.start(place, START);
        client = connected();
    }

    GatewayProcess gateway() {
        return gateway;
    }

    GatewayClient client() {
        return client;
    }

    String token() {
        return token;
    }

    Path config() {
        return place.config();
    }

    /** One turn of a fresh session in which the model follows these steps. */
    GatewayClient.Reply turn(ScriptedModel.Step... steps) {
        return turn("main", steps);
    }

    GatewayClient.Reply turn(String agent, ScriptedModel.Step... steps) {
        return await(begin(agent, steps));
    }

    /** Begins a turn and does not wait for its end. */
    CompletableFuture<GatewayClient.Reply> begin(String agent, ScriptedModel.Step... steps) {
        var name = "turn-" + ++turns;
        model.script(name, List.of(steps));
        return client.say("agent:" + agent + ":" + name, "[[script:" + name + "]] please", name);
    }

    static GatewayClient.Reply await(CompletableFuture<GatewayClient.Reply> reply) {
        try {
            return reply.get(TURN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the turn did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
        // OpenClaw leaves links to its own package in its home; gone before JUnit looks at where they lead.
        try (var files = Files.walk(place.home())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left in " + place.home() + ": " + e.getMessage());
        }
    }
}
