package dev.bailiwick.gateway.egress;

import static dev.bailiwick.gateway.egress.Way.HANDLE;
import static dev.bailiwick.gateway.egress.Way.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.value.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that are larger than anybody could judge by reading. */
class EgressBodiesTest {
    private static final String LARGE = "0123456789abcdef".repeat(200_000);

    private Way way = unopened();

    @SuppressWarnings("NullAway") // opened before each test
    private static Way unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        way = new Way(Placement.bearer());
    }

    @AfterEach
    void close() throws IOException {
        way.close();
    }

    private static String named(String body) {
        var sha = Base64.getEncoder()
                .encodeToString(
                        Digest.of(body.getBytes(StandardCharsets.ISO_8859_1)).bytes());
        return "content-digest: sha-256=:" + sha + ":";
    }

    private String post(String type, String body, String digest) throws IOException, GeneralSecurityException {
        return way.post("/notes", type, body, way.bearer(), digest);
    }

    @Test
    void one_that_names_its_digest_passes_by() throws IOException, GeneralSecurityException {
        assertThat(post("application/octet-stream", LARGE, named(LARGE))).startsWith("HTTP/1.1 200");
        assertThat(way.service.seen.getFirst())
                .contains("content-length: " + LARGE.length(), SECRET)
                .endsWith(LARGE);
        assertThat(way.house.log.of(Event.Kind.DECISION).getLast().body().text())
                .contains(Digest.of(LARGE.getBytes(StandardCharsets.ISO_8859_1)).hex());
    }

    @Test
    void in_chunks_it_passes_by_too() throws IOException, GeneralSecurityException {
        var half = LARGE.substring(LARGE.length() / 2);
        var chunk = Integer.toHexString(half.length()) + "\r\n" + half + "\r\n";
        var answer = way.send("POST /notes HTTP/1.1\r\nHost: " + way.target() + "\r\n" + way.bearer()
                + "\r\ncontent-type: application/octet-stream\r\ntransfer-encoding: chunked\r\n" + named(half + half)
                + "\r\nconnection: close\r\n\r\n" + chunk + chunk + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(way.service.seen.getFirst()).endsWith(half + half);
    }

    @Test
    void one_that_is_not_what_it_names_never_arrives_whole() throws IOException, GeneralSecurityException {
        var answer = post("application/octet-stream", LARGE, named(LARGE + "x"));
        assertThat(answer).startsWith("HTTP/1.1 403").contains("body_changed");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void one_that_holds_a_handle_never_arrives_whole() throws IOException, GeneralSecurityException {
        var body = LARGE + HANDLE + LARGE;
        assertThat(post("application/octet-stream", body, named(body))).contains("handle_misplaced");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void without_a_digest_and_where_fields_are_judged_it_is_refused() throws IOException, GeneralSecurityException {
        assertThat(announced("application/octet-stream", "x: y")).contains("body_too_large");
        assertThat(announced("application/json", named(LARGE))).contains("body_too_large");
        assertThat(way.service.seen).isEmpty();
    }

    /** The head of a large body alone: the answer does not wait for the rest. */
    private String announced(String type, String field) throws IOException, GeneralSecurityException {
        return way.send("POST /notes HTTP/1.1\r\nHost: " + way.target() + "\r\n" + way.bearer() + "\r\ncontent-type: "
                + type + "\r\ncontent-length: " + LARGE.length() + "\r\n" + field + "\r\n\r\n");
    }

    @Test
    void somebody_elses_key_in_a_file_becomes_stars_and_people_are_told() throws IOException, GeneralSecurityException {
        var github = "ghp_" + "a1B2c3D4e5".repeat(4);
        var pem = "-----BEGIN PRIVATE KEY-----\n" + "MIIEvQIBADANBg0\n".repeat(200) + "-----END PRIVATE KEY-----";
        var file = "x".repeat(16_370) + "token " + github + "\n" + "y".repeat(16_300) + pem + " the end";
        way.service.answer = _ -> ServiceDouble.ok(file);
        var answer = way.get("/file", way.bearer());
        assertThat(answer).contains("the end", "xxx", "yyy").doesNotContain("a1B2c3", "MIIEv", "ghp_");
        assertThat(answer.length() - answer.indexOf("\r\n\r\n") - 4).isEqualTo(file.length());
        assertThat(way.house.log.of(Event.Kind.ALERT))
                .extracting(entry -> entry.body().text())
                .singleElement()
                .asString()
                .contains("secret-found", "api.example.com")
                .doesNotContain("a1B2c3");
    }

    @Test
    void what_is_no_text_passes_as_it_is() throws IOException, GeneralSecurityException {
        var body = "ghp_" + "a1B2c3D4e5".repeat(4);
        way.service.answer = _ -> "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: "
                + body.length() + "\r\n\r\n" + body;
        assertThat(way.get("/file", way.bearer())).endsWith(body);
    }

    @Test
    void a_large_answer_is_looked_through_to_its_end() throws IOException, GeneralSecurityException {
        way.service.answer = _ -> ServiceDouble.ok(LARGE + SECRET + LARGE + SECRET);
        assertThat(way.get("/export", way.bearer())).contains("****").doesNotContain("canary");
    }
}
