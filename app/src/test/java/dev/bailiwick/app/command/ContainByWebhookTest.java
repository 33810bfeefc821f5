package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A SIEM pulls the lever. */
@SuppressWarnings("NullAway.Init")
class ContainByWebhookTest {
    private static final String KEY = "a key that only the SIEM has";
    private static final String DESK = "{\"agent\":\"desk\",\"reason\":\"rule 12\"}";
    private static final AgentId AGENT = new AgentId("desk");

    @TempDir
    private Path folder;

    private SmallShop shop;
    private House house;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        var keys = Files.createDirectories(shop.data().webhooks());
        Files.writeString(keys.resolve("siem.key"), KEY + "\n");
        Files.setPosixFilePermissions(keys.resolve("siem.key"), PosixFilePermissions.fromString("rw-------"));
        house = House.open(Configuration.of(shop.data()).onFreePorts());
    }

    @AfterEach
    void close() {
        client.close();
        house.close();
    }

    private HttpResponse<String> send(String id, Instant at, String body, String key) throws Exception {
        String time = Long.toString(at.getEpochSecond());
        return send(id, time, body, "v1," + signature(key, id + "." + time + "." + body));
    }

    private HttpResponse<String> send(String id, String time, String body, String signature) throws Exception {
        var request = HttpRequest.newBuilder(house.agents().resolve("/incident/v1/contain"))
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String signature(String key, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean frozen() {
        return house.parts().facts().now().freezes().of(AGENT).isPresent();
    }

    private int cases() {
        return shop.asked("", "incident", "list").json().array("cases").size();
    }

    @Test
    void a_signed_message_contains_and_the_log_names_its_sender() throws Exception {
        var answer = send("alert-1", Instant.now(), DESK, KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        var incident = Json.parseObject(answer.body());
        assertThat(incident.string("agent")).contains("desk");
        assertThat(incident.string("by")).contains("webhook:siem");
        assertThat(frozen()).isTrue();
        assertThat(shop.asked("", "incident", "show", incident.string("case").orElseThrow())
                        .json()
                        .string("reason"))
                .contains("rule 12");
    }

    @Test
    void the_same_message_again_contains_nothing_again() throws Exception {
        var first = send("alert-1", Instant.now(), DESK, KEY);
        var second = send("alert-1", Instant.now().plusSeconds(2), DESK, KEY);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(cases()).isEqualTo(1);
    }

    @Test
    void two_messages_about_one_agent_are_one_case() throws Exception {
        send("alert-1", Instant.now(), DESK, KEY);
        send("alert-2", Instant.now(), DESK, KEY);
        assertThat(cases()).isEqualTo(1);
    }

    @Test
    void all_are_contained_where_that_is_said() throws Exception {
        assertThat(send("alert-1", Instant.now(), "{\"all\":true,\"reason\":\"fire\"}", KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(frozen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-310", "310", "-86400"})
    void what_is_too_old_or_of_tomorrow_does_nothing(long seconds) throws Exception {
        assertThat(send("alert-1", Instant.now().plusSeconds(seconds), DESK, KEY)
                        .statusCode())
                .isEqualTo(401);
        assertThat(frozen()).isFalse();
    }

    @Test
    void nobody_else_pulls_it() throws Exception {
        var now = Instant.now();
        String time = Long.toString(now.getEpochSecond());
        String signature = "v1," + signature(KEY, "alert-1." + time + "." + DESK);
        String other = DESK.replace("rule 12", "rule 13");
        assertThat(send("alert-1", now, DESK, "another key of thirty bytes..").statusCode())
                .isEqualTo(401);
        assertThat(send("alert-1", time, other, signature).statusCode())
                .as("the body was changed")
                .isEqualTo(401);
        assertThat(send("alert-2", time, DESK, signature).statusCode())
                .as("the id was changed")
                .isEqualTo(401);
        assertThat(send("alert-1", "soon", DESK, signature).statusCode()).isEqualTo(401);
        assertThat(send("alert-1", time, DESK, "v2," + signature).statusCode()).isEqualTo(401);
        assertThat(frozen()).isFalse();
        assertThat(send("alert-1", time, DESK, "v1,bm8= " + signature).statusCode())
                .as("one of several signatures is enough")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\":\"why\"} | 400",
                "{\"agent\":\"desk\",\"all\":true,\"reason\":\"why\"} | 400",
                "{\"agent\":\"desk\",\"reason\":\" \"} | 400",
                "{\"agent\":\"desk\",\"reason\":\"why\",\"more\":1} | 400",
                "no json | 400",
                "{\"agent\":\"other\",\"reason\":\"why\"} | 404"
            })
    void what_is_no_order_is_refused(String body, int status) throws Exception {
        assertThat(send("alert-1", Instant.now(), body, KEY).statusCode()).isEqualTo(status);
        assertThat(cases()).isZero();
    }

    @Test
    void a_key_that_everybody_reads_or_that_is_short_or_taken_away_counts_no_more() throws Exception {
        var key = shop.data().webhooks().resolve("siem.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(send("alert-1", Instant.now(), DESK, KEY).statusCode()).isEqualTo(401);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "short");
        assertThat(send("alert-1", Instant.now(), DESK, "short").statusCode()).isEqualTo(401);
        Files.delete(key);
        assertThat(send("alert-1", Instant.now(), DESK, KEY).statusCode()).isEqualTo(401);
        assertThat(Optional.of(frozen())).contains(false);
    }
}
