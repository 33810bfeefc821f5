package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standing in, turns on call, break-glass and the measures, at the command line of a running server. */
class ApprovalsTest {
    @TempDir
    Path folder;

    private SmallShop shop = new SmallShop(new DataFolder(Path.of(".")));

    @SuppressWarnings("NullAway") // opened before each test
    private House house = null;

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        Files.writeString(shop.data().organisation(), """
                version: 1
                contact: "ada"
                people:
                  - {id: ada, name: "Ada", functions: [business, it], account: "%s"}
                  - {id: bob, name: "Bob", functions: [security]}
                agents:
                  - {id: desk, operator: bob, description: "a test"}
                escalation:
                  onCall:
                    - {function: it, people: [ada], since: "2026-01-05T08:00:00Z", turn: P7D}
                  steps:
                    - {after: PT15M, tell: [on-call]}
                """.formatted(System.getProperty("user.name")));
        house = House.open(Configuration.of(shop.data()).onFreePorts());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_function_is_handed_over_listed_and_taken_back() {
        var given = asked("delegate", "bob", "--function", "it", "--until", tomorrow(), "--reason", "a day off");
        assertThat(given.code()).as(given.text()).isZero();
        String id = given.json().string("id").orElseThrow();
        assertThat(asked("delegations").text()).contains(id, "\"inForce\": true");
        assertThat(asked("undelegate", id).code()).isZero();
        assertThat(asked("delegations").text()).doesNotContain(id);
        assertThat(asked("undelegate", id).code()).isEqualTo(4);
    }

    @Test
    void what_cannot_be_handed_over_is_refused_with_its_reason() {
        var foreign =
                asked("delegate", "bob", "--function", "security", "--until", tomorrow(), "--reason", "a day off");
        assertThat(foreign.code()).isEqualTo(4);
        var oneself = asked("delegate", "ada", "--function", "it", "--until", tomorrow(), "--reason", "a day off");
        assertThat(oneself.code()).isEqualTo(4);
    }

    @Test
    void it_says_whose_turn_it_is_and_who_is_told_next() {
        assertThat(asked("on-call").json().object("onCall").orElseThrow().string("it"))
                .contains("ada");
        assertThat(asked("on-call").text()).contains("PT15M", "on-call");
    }

    @Test
    void only_an_emergency_approver_breaks_the_glass() {
        var refused = asked("break-glass", "desk", "--ticket", "CHG-1", "--reason", "nobody answers");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(asked("broken").text()).contains("\"broken\": []");
    }

    @Test
    void the_measures_are_there_before_anybody_was_asked() {
        var fatigue = asked("fatigue", "--days", "7").json();
        assertThat(fatigue.object("lead")).isPresent();
        assertThat(fatigue.object("inside").orElseThrow().has("unpromptedPercent"))
                .isTrue();
    }

    @Test
    void prometheus_reads_the_whole_with_its_token_and_nobody_else_anything() throws Exception {
        var token = Files.readString(shop.data().path().resolve("metrics.token"));
        assertThat(metrics("Bearer " + token).body())
                .contains("bailiwick_approvals_pending 0\n", "bailiwick_approval_lead_seconds{quantile=\"0.95\"}");
        assertThat(metrics("Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(metrics("").body()).doesNotContain("bailiwick_");
    }

    private java.net.http.HttpResponse<String> metrics(String authorization) throws Exception {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(house.console().resolve("/metrics"));
            if (!authorization.isEmpty()) request.header("Authorization", authorization);
            return client.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
        }
    }

    private Ran asked(String verb, String... words) {
        var whole = new String[words.length + 2];
        whole[0] = "approvals";
        whole[1] = verb;
        System.arraycopy(words, 0, whole, 2, words.length);
        return shop.asked("", whole);
    }

    private static String tomorrow() {
        return Instant.now().plus(Duration.ofDays(1)).toString();
    }
}
