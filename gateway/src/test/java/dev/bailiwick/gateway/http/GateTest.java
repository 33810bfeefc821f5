package dev.bailiwick.gateway.http;

import static dev.bailiwick.gateway.testing.Doors.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final String DECIDE = "/openclaw/v1/decide";
    private static final String FINE = """
            {"session":"s","call":"c","tool":"t1","arguments":{},"origin":{"kind":"message","owner":false}}""";

    private final Doors doors = Doors.open();

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void without_a_credential_nobody_is_answered_and_it_is_audited() {
        long before = doors.house.log.size();
        var answer = doors.send(HttpRequest.newBuilder(doors.base.resolve(DECIDE))
                .POST(BodyPublishers.ofString(FINE))
                .build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(doors.house.log.size()).isEqualTo(before + 1);
        assertThat(doors.house.log.of(Event.Kind.ALERT).getLast().body().string("what"))
                .contains("unknown-credential");
    }

    @Test
    void an_unknown_credential_is_turned_away_and_audited_without_its_value() {
        var answer = doors.post(Use.ASK, DECIDE, FINE, Map.of("Authorization", "Bearer bwa_made-up-by-somebody"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(doors.house.log.of(Event.Kind.ALERT).getLast().json().text())
                .contains("unknown-credential")
                .doesNotContain("made-up");
    }

    @ParameterizedTest
    @CsvSource({
        "REPORT,/openclaw/v1/decide",
        "MODEL,/openclaw/v1/decide",
        "ASK,/openclaw/v1/report",
        "MODEL,/openclaw/v1/report",
        "ASK,/openclaw/v1/heartbeat",
        "REPORT,/access/v1/evaluation",
        "MODEL,/access/v1/evaluations",
        "REPORT,/access/v1/requests",
        "ASK,/model/v1/chat/completions",
        "REPORT,/model/v1/chat/completions"
    })
    void a_credential_opens_only_its_own_doors(Use credential, String path) {
        assertThat(doors.post(credential, path, FINE).statusCode()).isEqualTo(401);
        assertThat(doors.house.log.of(Event.Kind.ALERT).getLast().body().string("what"))
                .contains("credential-for-another-use");
    }

    @ParameterizedTest
    @CsvSource({"/approve", "/admin", "/openclaw/v1/freeze", "/v1/audit", "/access/v1/search/subject"})
    void there_is_no_door_to_approvals_policy_or_the_log(String path) {
        for (var use : Use.values()) {
            assertThat(doors.post(use, path, "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_body_over_one_mebibyte_is_413_whether_it_announces_itself_or_not() {
        byte[] large = ("{\"session\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        var announced = HttpRequest.newBuilder(doors.base.resolve(DECIDE))
                .header("Authorization", "Bearer " + doors.credentials.get(Use.ASK))
                .POST(BodyPublishers.ofByteArray(large))
                .build();
        var chunked = HttpRequest.newBuilder(doors.base.resolve(DECIDE))
                .header("Authorization", "Bearer " + doors.credentials.get(Use.ASK))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();

        assertThat(doors.send(announced).statusCode()).isEqualTo(413);
        assertThat(doors.send(chunked).statusCode()).isEqualTo(413);
        assertThat(doors.post(Use.ASK, DECIDE, FINE).statusCode()).isEqualTo(200);
    }

    @Test
    void an_empty_body_is_400_and_never_500() {
        assertThat(doors.post(Use.ASK, DECIDE, "").statusCode()).isEqualTo(400);
        assertThat(doors.post(Use.REPORT, "/openclaw/v1/report", "").statusCode())
                .isEqualTo(400);
        assertThat(doors.post(Use.MODEL, "/model/v1/chat/completions", "").statusCode())
                .isEqualTo(400);
        assertThat(doors.post(Use.ASK, "/access/v1/requests", "").statusCode()).isEqualTo(400);
    }

    @Test
    void json_that_two_readers_could_read_differently_is_400_and_names_the_place() {
        assertRefused("{\"session\":\"s\",\"session\":\"t\"}", "line 1");
        assertRefused("{\"session\":\"s\"", "line 1");
        assertRefused("{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}", "line 1");
        assertRefused("{\"session\":\"a\\u0000b\"}", "line 1");
        assertRefused("{\"session\":\"\\ud800\"}", "line 1");
        assertRefused("{\"session\":\"s\"} {}", "line 1");
        assertRefused("[]", "line 1");
        assertRefused(FINE.replace("\"tool\"", "\"tools\""), "/tool");
        assertRefused(FINE.replace("\"call\"", "\"tier\":1,\"call\""), "/tier");
        assertRefused(FINE.replace("\"owner\"", "\"admin\":true,\"owner\""), "/origin/admin");
        assertRefused(FINE.replace("message", "emperor"), "/origin/kind");
        assertRefused(FINE.replace("{},", "[],"), "/arguments");
        assertRefused(FINE.replace("\"s\"", "7"), "/session");
        assertRefused(FINE.replace("\"s\"", "\"a b\""), "/session");
        assertRefused(FINE.replace("t1", ""), "/tool");
        assertThat(doors.house.log.of(Event.Kind.DECISION)).isEmpty();
    }

    private void assertRefused(String body, String place) {
        var answer = doors.post(Use.ASK, DECIDE, body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(json(answer).object("error").orElseThrow().string("message").orElseThrow())
                .as(body)
                .contains(place);
    }

    @Test
    void what_a_caller_made_up_comes_back_visible_and_short() {
        var answer = doors.post(
                Use.ASK, DECIDE, FINE.replace("\"call\"", "\"<script>\u202e" + "x".repeat(5_000) + "\":1,\"call\""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().length()).isLessThan(1_000);
        assertThat(answer.body()).doesNotContain("\u202e").contains("u{202e}");
    }

    @Test
    void half_a_request_gets_no_answer_and_does_no_harm() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), doors.port())) {
            socket.getOutputStream()
                    .write(("POST " + DECIDE + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + doors.credentials.get(Use.ASK) + "\r\nContent-Length: 500\r\n\r\n{\"session\"")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("\"answer\"");
        }
        assertThat(doors.post(Use.ASK, DECIDE, FINE).statusCode()).isEqualTo(200);
    }
}
