package dev.bailiwick.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials.Use;
import dev.bailiwick.procedure.testing.MemoryCredentials;
import dev.bailiwick.procedure.testing.TestHouse;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowBodiesTest {
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final TestHouse house = new TestHouse();
    private final CredentialDesk credentials = new CredentialDesk(
            new MemoryCredentials(),
            house.control,
            house.alerts,
            house.clock,
            () -> UUID.randomUUID().toString());
    private final String ask =
            String.valueOf(credentials.issue(TestHouse.AGENT, new Actor.House()).get(Use.ASK));
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(200))
            .routing(routing -> routing.post(
                    "/", new Gate(credentials, ErrorForm.PLAIN, PATIENCE).admit(Use.ASK, (_, request, response) -> {
                                RequestBody.object(request);
                                pause();
                                interrupted.compareAndSet(
                                        false, Thread.currentThread().isInterrupted());
                                handled.incrementAndGet();
                                response.send("done");
                            })))
            .build()
            .start();

    @AfterEach
    void close() {
        server.stop();
    }

    @Test
    void a_body_that_stops_coming_ends_the_connection_and_is_never_handled() throws IOException {
        try (var socket = send(ask, 100, "{\"a\":")) {
            assertThat(answer(socket)).doesNotContain("200 OK");
        }
        try (var socket = send("bwa_unknown", 100, "{\"a\":")) {
            assertThat(answer(socket)).doesNotContain("200 OK");
        }
        assertThat(handled).hasValue(0);
    }

    @Test
    void what_takes_long_after_the_body_was_read_is_not_disturbed() throws IOException {
        try (var socket = send(ask, 2, "{}")) {
            assertThat(answer(socket)).contains("200 OK").endsWith("done");
        }
        assertThat(interrupted).isFalse();
    }

    /** Longer than the patience for a body. */
    private static void pause() {
        try {
            Thread.sleep(PATIENCE.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket send(String credential, int length, String body) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + credential
                                + "\r\nContent-Length: " + length + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException e) {
            return "cut off: " + e.getMessage();
        }
    }
}
