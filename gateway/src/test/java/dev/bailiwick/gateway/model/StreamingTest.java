package dev.bailiwick.gateway.model;

import static dev.bailiwick.gateway.testing.Doors.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.gateway.testing.Plugin;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over connections of our own, to see each byte when it comes and to hang up when we like. */
class StreamingTest {
    private final ProviderDouble provider = new ProviderDouble();
    private final Doors doors = Doors.before(provider.base());

    StreamingTest() throws IOException {}

    @BeforeEach
    void the_enforcement_point_lives() {
        new Plugin(doors).live();
    }

    @AfterEach
    void close() {
        doors.close();
        provider.close();
    }

    @Test
    void events_reach_the_agent_one_by_one_as_they_come() throws Exception {
        var goOn = new CountDownLatch(1);
        provider.next.add(exchange -> {
            ProviderDouble.streams(exchange);
            provider.write(exchange, "data: one\n\n");
            waitFor(goOn);
            provider.write(exchange, "data: two\n\ndata: [DONE]\n\n");
        });
        try (var socket = ask();
                var lines = lines(socket)) {
            assertThat(next(lines, "data:")).isEqualTo("data: one");
            // the provider is silent: beats come as comments, which every reader of the stream skips
            assertThat(next(lines, ":")).startsWith(": ");
            goOn.countDown();
            assertThat(next(lines, "data:")).isEqualTo("data: two");
            assertThat(next(lines, "data:")).isEqualTo("data: [DONE]");
        }
    }

    @Test
    void no_beat_falls_into_the_middle_of_an_event() throws Exception {
        var goOn = new CountDownLatch(1);
        provider.next.add(exchange -> {
            ProviderDouble.streams(exchange);
            provider.write(exchange, "data: ha");
            waitFor(goOn);
            provider.write(exchange, "lf\n\n");
        });
        try (var socket = ask()) {
            Thread.sleep(500); // five beats would have come by now
            goOn.countDown();
            var lines = lines(socket);
            assertThat(next(lines, "data: ha")).isEqualTo("data: ha");
            assertThat(lines.readLine()).as("the next chunk's length").isEqualTo("4");
            assertThat(lines.readLine()).isEqualTo("lf");
        }
    }

    @Test
    void an_agent_that_hangs_up_ends_the_providers_work_even_while_it_is_silent() throws Exception {
        var told = new AtomicBoolean();
        provider.next.add(exchange -> {
            ProviderDouble.streams(exchange);
            provider.write(exchange, "data: one\n\n");
            until("the agent has hung up", told::get);
            // silent for as long as a beat needs to find out: then writing must fail
            for (int i = 0; i < 1_000; i++) {
                Thread.sleep(10);
                provider.write(exchange, "data: " + "x".repeat(10_000) + "\n\n");
            }
        });
        try (var socket = ask()) {
            assertThat(next(lines(socket), "data:")).isEqualTo("data: one");
            socket.setSoLinger(true, 0);
        }
        told.set(true);

        until("the provider was cut off", () -> provider.hungUp.get() == 1);
        assertThat(provider.sent.get()).isLessThan(5_000_000);
    }

    @Test
    void an_agent_that_does_not_read_slows_the_provider_and_fills_no_memory() throws Exception {
        long total = 64L << 20;
        provider.next.add(exchange -> {
            ProviderDouble.streams(exchange);
            String event = "data: " + "x".repeat(64 * 1024) + "\n\n";
            while (provider.sent.get() < total) provider.write(exchange, event);
        });
        try (var socket = ask()) {
            until("the provider is held back", () -> stands(provider));
            // what is in flight lies in the sockets' buffers, not with us
            assertThat(provider.sent.get()).isLessThan(total / 2);
            long read = 0;
            byte[] buffer = new byte[1 << 16];
            var in = socket.getInputStream();
            while (read < total) {
                int length = in.read(buffer);
                assertThat(length).isPositive();
                read += length;
            }
        }
        assertThat(provider.sent.get()).isGreaterThanOrEqualTo(total);
    }

    @Test
    void a_provider_that_breaks_off_is_never_taken_for_complete() throws Exception {
        provider.next.add(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 1_000_000);
            provider.write(exchange, "data: one\n\n");
            throw new IOException("gone");
        });
        try (var socket = ask()) {
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).contains("data: one").contains("provider_broke_off").doesNotEndWith("0\r\n\r\n");
        }
    }

    private static void waitFor(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(20, TimeUnit.SECONDS)) throw new AssertionError("nobody said go on");
    }

    /** Whether nothing left the provider for a while, after something had. */
    private static boolean stands(ProviderDouble provider) {
        long before = provider.sent.get();
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return before > 0 && provider.sent.get() == before;
    }

    private Socket ask() throws IOException {
        String body = "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        var socket = new Socket(InetAddress.getLoopbackAddress(), doors.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /model/v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                + doors.credentials.get(Use.MODEL) + "\r\nContent-Length: " + body.length()
                                + "\r\nConnection: close\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next line that begins so; chunk sizes and headers are skipped. */
    private static String next(BufferedReader lines, String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) return line;
        }
        throw new AssertionError("the stream ended before a line that begins with " + beginning);
    }
}
