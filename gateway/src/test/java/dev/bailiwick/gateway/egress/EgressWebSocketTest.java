package dev.bailiwick.gateway.egress;

import static dev.bailiwick.gateway.egress.Way.HANDLE;
import static dev.bailiwick.gateway.egress.Way.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.gateway.testing.Doors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket.Listener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Case 10 of the attacks, with the platform's own WebSocket client through the proxy. */
class EgressWebSocketTest {
    private Way way = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static Way absent() {
        return null;
    }

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        way = new Way(Placement.bearer());
        way.service.answer = EgressWebSocketTest::switched;
        way.service.talk = (in, out) -> {
            var frames = new Frames(in, true);
            while (true) {
                var message = frames.next();
                Frames.write(out, message, new byte[0]);
                if (message.closes()) return;
            }
        };
    }

    @AfterEach
    void close() throws IOException {
        way.close();
    }

    private static String switched(String request) {
        var key = request.replaceAll("(?s).*sec-websocket-key: ([^\r]*)\r.*", "$1");
        try {
            var sha = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: "
                    + Base64.getEncoder().encodeToString(sha) + "\r\n\r\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What comes back, and whether it is over. */
    private static final class Heard implements Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private final StringBuilder piece = new StringBuilder();

        @Override
        public CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence data, boolean last) {
            piece.append(data);
            if (last) {
                texts.add(piece.toString());
                piece.setLength(0);
            }
            socket.request(1);
            return java.util.concurrent.CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(java.net.http.WebSocket socket, Throwable error) {
            over.set(true);
        }

        @Override
        public CompletionStage<?> onClose(java.net.http.WebSocket socket, int status, String reason) {
            over.set(true);
            return java.util.concurrent.CompletableFuture.completedStage(null);
        }

        String next() throws InterruptedException {
            var text = texts.poll(10, TimeUnit.SECONDS);
            return text == null ? "nothing came" : text;
        }

        void awaitEnd() {
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!over.get() && System.nanoTime() < until) Thread.onSpinWait();
            assertThat(over).isTrue();
        }
    }

    private HttpClient client() throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), way.proxy.port())))
                .sslContext(Way.trusting(way.authority))
                .build();
    }

    private java.net.http.WebSocket opened(HttpClient client, String path, Heard heard)
            throws InterruptedException, ExecutionException, TimeoutException {
        return client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + HANDLE)
                .buildAsync(URI.create("wss://" + way.target() + path), heard)
                .get(20, TimeUnit.SECONDS);
    }

    private long alerts() {
        var count = new java.util.concurrent.atomic.AtomicLong();
        way.house.log.read(0, entry -> {
            if (entry.kind() == Event.Kind.ALERT) count.incrementAndGet();
            return true;
        });
        return count.get();
    }

    @Test
    void one_that_its_operation_opens_talks_both_ways_and_the_credential_never_comes_back() throws Exception {
        var heard = new Heard();
        try (var client = client()) {
            var socket = opened(client, "/socket/live", heard);
            socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
            assertThat(heard.next()).isEqualTo("hello");
            var long1 = "x".repeat(70_000);
            socket.sendText(long1, false).get(10, TimeUnit.SECONDS);
            socket.sendText("end", true).get(10, TimeUnit.SECONDS);
            assertThat(heard.next()).isEqualTo(long1 + "end");
            socket.sendText("echo " + SECRET + " please", true).get(10, TimeUnit.SECONDS);
            assertThat(heard.next()).isEqualTo("echo " + "*".repeat(SECRET.length()) + " please");
            socket.sendClose(java.net.http.WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
            heard.awaitEnd();
        }
        assertThat(way.service.seen.getFirst())
                .contains("authorization: Bearer " + SECRET)
                .doesNotContain("bwh_", "sec-websocket-extensions");
    }

    @Test
    void where_no_operation_says_so_none_is_opened() throws Exception {
        try (var client = client()) {
            assertThatThrownBy(() -> opened(client, "/contacts", new Heard())).isInstanceOf(ExecutionException.class);
        }
        assertThat(way.get(
                        "/contacts",
                        way.bearer(),
                        "upgrade: websocket",
                        "sec-websocket-version: 13",
                        "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==",
                        "connection: upgrade"))
                .contains("websocket_refused");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void a_handle_inside_ends_it_and_raises_an_alert() throws Exception {
        var heard = new Heard();
        long before = alerts();
        try (var client = client()) {
            var socket = opened(client, "/socket/live", heard);
            socket.sendBinary(ByteBuffer.wrap(("token " + HANDLE).getBytes(StandardCharsets.US_ASCII)), true)
                    .get(10, TimeUnit.SECONDS);
            heard.awaitEnd();
        }
        assertThat(heard.texts).isEmpty();
        Doors.until("the alert", () -> alerts() > before);
    }

    @Test
    void revoking_everything_cuts_it() throws Exception {
        var heard = new Heard();
        try (var client = client()) {
            var socket = opened(client, "/socket/live", heard);
            socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
            assertThat(heard.next()).isEqualTo("hello");
            way.proxy.close(java.util.Optional.empty());
            heard.awaitEnd();
        }
    }

    @Test
    void a_service_that_agrees_to_something_else_gets_nobody_to_talk_to() throws Exception {
        way.service.answer =
                request -> switched(request).replaceAll("accept: [^\r]*", "accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        try (var client = client()) {
            assertThatThrownBy(() -> opened(client, "/socket/live", new Heard()))
                    .isInstanceOf(ExecutionException.class);
        }
    }
}
