package dev.bailiwick.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes before a lever that can fail; everything else about them is in ContainByWebhookTest, with a whole house. */
class ContainRoutesTest {
    private static final String BODY = "{\"all\":true,\"reason\":\"rule 12\"}";
    private static final SecretKeySpec KEY =
            new SecretKeySpec("a key that only the SIEM has".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final AtomicBoolean fails = new AtomicBoolean(true);
    private final AtomicInteger pulled = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(routing -> routing.register(
                    "/incident/v1",
                    new ContainRoutes(
                            () -> Map.of("siem", KEY),
                            _ -> true,
                            (agent, reason, actor) -> {
                                pulled.incrementAndGet();
                                if (fails.get()) throw new IllegalStateException("the host went away");
                                return Incident.open(new CaseId("case-4f1c9a27be"), agent, reason, "siem", NOW);
                            },
                            InstantSource.fixed(NOW))))
            .build()
            .start();

    @AfterEach
    void stop() {
        client.close();
        server.stop();
    }

    private HttpResponse<String> send() throws Exception {
        return send(NOW);
    }

    private HttpResponse<String> send(Instant at) throws Exception {
        String time = Long.toString(at.getEpochSecond());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(KEY);
        byte[] signature = mac.doFinal(("m-1." + time + "." + BODY).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/incident/v1/contain"))
                .header("webhook-id", "m-1")
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
                .POST(HttpRequest.BodyPublishers.ofString(BODY));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void what_failed_is_said_and_tried_again_when_the_sender_sends_the_same_message_again() throws Exception {
        var failed = send();
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body())
                .contains("containment_failed", "send it again")
                .doesNotContain("the host went away");
        fails.set(false);

        assertThat(send().statusCode()).isEqualTo(200);
        assertThat(pulled).hasValue(2);
        assertThat(send().statusCode()).isEqualTo(200);
        assertThat(pulled).as("what succeeded is done once").hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"-301, 401", "-300, 200", "300, 200", "301, 401"})
    void a_message_counts_for_five_minutes_to_the_second(long seconds, int status) throws Exception {
        fails.set(false);
        assertThat(send(NOW.plusSeconds(seconds)).statusCode()).isEqualTo(status);
    }
}
