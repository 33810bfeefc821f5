package dev.bailiwick.connector.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.sink.Sink;
import dev.bailiwick.procedure.sink.SinkAway;
import dev.bailiwick.procedure.sink.SinkRefuses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedWebhookTest {
    private static final String KEY = "whsec_0123456789abcdef0123456789";

    @TempDir
    private Path folder = Path.of("");

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);

    @SuppressWarnings("NullAway") // started before each test
    private HttpServer server = null;

    @BeforeEach
    void listens() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        headers.add(exchange.getRequestHeaders());
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
    }

    private Sink sink() throws IOException {
        var token = Files.writeString(folder.resolve("key"), KEY + "\n");
        String to = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        return NoticeSink.open(
                Sent.settings(SinkSettings.Type.NOTICE_WEBHOOK, to, Optional.of(token), Optional.empty()),
                entry -> Optional.of(Sent.notice(entry.sequence(), entry.sequence() == 7)),
                () -> URI.create("http://127.0.0.1"));
    }

    @Test
    void a_notice_is_a_cloud_event_with_a_deep_link_and_the_agents_words_apart() throws Exception {
        try (var sink = sink()) {
            sink.send(Sent.parcels(7));
        }
        var event = Json.parseObject(bodies.getFirst());
        assertThat(event.string("specversion")).contains("1.0");
        assertThat(event.string("type")).contains("dev.bailiwick.approval.opened.v1");
        assertThat(event.string("subject")).contains("task-0000000001");
        assertThat(event.string("id")).contains("entry-7");
        var data = event.object("data").orElseThrow();
        assertThat(data.string("link")).contains("https://bailiwick.corp.example/approvals/task-0000000001");
        assertThat(data.string("agentWords")).contains("message -> ‹b› ünïcode");
        assertThat(headers.getFirst().getFirst("Content-Type")).isEqualTo("application/cloudevents+json");
    }

    @Test
    void the_receiver_can_tell_that_it_is_ours_and_unchanged() throws Exception {
        try (var sink = sink()) {
            sink.send(Sent.parcels(7));
        }
        var sent = headers.getFirst();
        String signed =
                sent.getFirst("webhook-id") + "." + sent.getFirst("webhook-timestamp") + "." + bodies.getFirst();
        assertThat(sent.getFirst("webhook-signature"))
                .isEqualTo("v1," + hmac(signed))
                .isNotEqualTo("v1," + hmac(signed + " "));
    }

    @Test
    void what_became_of_it_has_the_same_subject() throws Exception {
        try (var sink = sink()) {
            sink.send(Sent.parcels(7, 8));
        }
        assertThat(bodies).hasSize(2).allMatch(body -> body.contains("\"subject\":\"task-0000000001\""));
        assertThat(bodies.getLast()).contains("dev.bailiwick.approval.approved.v1", "\"over\":true");
    }

    @Test
    void a_busy_receiver_is_tried_again_and_nothing_is_told_twice() throws Exception {
        try (var sink = sink()) {
            sink.send(Sent.parcels(6));
            status.set(503);
            assertThatThrownBy(() -> sink.send(Sent.parcels(6, 7))).isInstanceOf(SinkAway.class);
            status.set(200);
            sink.send(Sent.parcels(6, 7));
        }
        assertThat(bodies.stream().filter(body -> body.contains("\"entry-6\""))).hasSize(1);
        assertThat(bodies.stream().filter(body -> body.contains("\"entry-7\""))).hasSize(2);
    }

    @Test
    void what_a_receiver_calls_wrong_is_given_up_and_holds_back_nothing_behind_it() throws Exception {
        try (var sink = sink()) {
            status.set(422);
            assertThatThrownBy(() -> sink.send(Sent.parcels(7, 8))).isInstanceOf(SinkRefuses.class);
            status.set(200);
            assertThatThrownBy(() -> sink.send(Sent.parcels(7))).isInstanceOf(SinkRefuses.class);
            sink.send(Sent.parcels(8));
        }
        assertThat(bodies).hasSize(2);
    }

    @Test
    void a_key_that_is_missing_or_short_opens_nothing() throws Exception {
        var brief = Files.writeString(folder.resolve("brief"), "short");
        assertThatThrownBy(() -> open(Optional.empty())).hasMessageContaining("needs a token");
        assertThatThrownBy(() -> open(Optional.of(brief)))
                .hasMessageContaining("shorter than")
                .hasMessageNotContaining("short\"");
    }

    private void open(Optional<Path> token) {
        NoticeSink.open(
                Sent.settings(SinkSettings.Type.NOTICE_WEBHOOK, "https://chat.example", token, Optional.empty()),
                _ -> Optional.empty(),
                () -> URI.create("http://127.0.0.1"));
    }

    private static String hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
