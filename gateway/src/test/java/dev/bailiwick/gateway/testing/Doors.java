package dev.bailiwick.gateway.testing;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.gateway.authzen.AuthZenRoutes;
import dev.bailiwick.gateway.http.ListenerLimits;
import dev.bailiwick.gateway.http.Pulse;
import dev.bailiwick.gateway.model.ModelRoutes;
import dev.bailiwick.gateway.model.Provider;
import dev.bailiwick.gateway.model.Relay;
import dev.bailiwick.gateway.openclaw.Decide;
import dev.bailiwick.gateway.openclaw.Heartbeat;
import dev.bailiwick.gateway.openclaw.OpenClawRoutes;
import dev.bailiwick.gateway.openclaw.RecentCalls;
import dev.bailiwick.gateway.openclaw.Report;
import dev.bailiwick.gateway.openclaw.SessionNotices;
import dev.bailiwick.gateway.openclaw.Standing;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials.Use;
import dev.bailiwick.procedure.testing.MemoryCredentials;
import dev.bailiwick.procedure.testing.TestHouse;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** All doors for machines on one free loopback port, as {@code app} mounts them. */
public final class Doors implements AutoCloseable {
    public static final String PROVIDER_KEY = "sk-provider-key-that-nobody-may-see";

    public final TestHouse house = new TestHouse();
    public final SessionNotices notices = new SessionNotices();
    public final Map<Use, String> credentials;
    public final URI base;

    private final WebServer server;
    private final Pulse pulse;
    private final Provider provider;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Doors(Duration hold, Duration beat, URI providerAddress) {
        pulse = new Pulse(beat);
        provider = new Provider(providerAddress, new Secret(PROVIDER_KEY));
        var desk = new CredentialDesk(
                new MemoryCredentials(),
                house.control,
                house.alerts,
                house.clock,
                () -> UUID.randomUUID().toString());
        credentials = desk.issue(TestHouse.AGENT, new Actor.House());
        var calls = new RecentCalls();
        var decide = new Decide(house.enforcer, house.facts, house.liveness, calls, new Decide.Holding(hold, pulse));
        var openclaw = new OpenClawRoutes(
                desk,
                decide,
                new Report(house.reports, house.alerts, calls),
                new Heartbeat(house.liveness, house.alerts, notices),
                new Standing(house.facts));
        var sources = new AuthZenRoutes.Sources(
                house.enforcer, house.approvals, house.facts, house.clock, URI.create("https://pdp.example"));
        var authzen = new AuthZenRoutes(sources, desk, new SecureRandom());
        var model = new ModelRoutes(desk, house.witness, house.reports, house.facts, new Relay(provider, pulse));
        var listener = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(200));
        ListenerLimits.set(listener, hold);
        server = listener.routing(routing -> routing.register("/openclaw/v1", openclaw)
                        .register("/model/v1", model)
                        .register(authzen))
                .build()
                .start();
        pulse.start();
        base = URI.create("http://127.0.0.1:" + server.port());
    }

    public static Doors open() {
        return new Doors(Duration.ZERO, Duration.ofMillis(100), URI.create("http://127.0.0.1:1"));
    }

    public static Doors holding(Duration hold) {
        return new Doors(hold, Duration.ofMillis(100), URI.create("http://127.0.0.1:1"));
    }

    public static Doors before(URI provider) {
        return new Doors(Duration.ZERO, Duration.ofMillis(100), provider);
    }

    public int port() {
        return base.getPort();
    }

    public HttpResponse<String> post(Use credential, String path, String body) {
        return post(credential, path, body, Map.of());
    }

    public HttpResponse<String> post(Use credential, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + credentials.get(credential))
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    public HttpResponse<String> get(Use credential, String path) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + credentials.get(credential))
                .build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The answer's JSON, leading beats and all. */
    public static JsonObject json(HttpResponse<String> answer) {
        return Json.parseObject(answer.body());
    }

    /** Looks again and again until it holds, for at most ten seconds. */
    public static void until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("never came true: " + what);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop();
        pulse.close();
        provider.close();
    }
}
