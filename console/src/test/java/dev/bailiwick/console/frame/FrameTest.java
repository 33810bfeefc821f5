package dev.bailiwick.console.frame;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_stranger_is_sent_to_the_sign_in_page() {
        try (var stranger = new Browsing(house)) {
            var response = stranger.get("/");
            assertThat(response.statusCode()).isEqualTo(303);
            assertThat(response.headers().firstValue("Location")).contains("/sign-in");
            assertThat(stranger.get("/sign-in").statusCode()).isEqualTo(401);
            assertThat(stranger.get("/live").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_link_works_once() {
        String link = house.link(ANA);
        try (var ana = new Browsing(house);
                var other = new Browsing(house)) {
            assertThat(ana.get(link).statusCode()).isEqualTo(200);
            assertThat(ana.get("/").statusCode()).isEqualTo(200);
            assertThat(other.get(link).statusCode()).isEqualTo(403);
            assertThat(other.cookie()).isEmpty();
        }
    }

    @Test
    void a_link_ends_with_its_time() {
        String link = house.link(ANA);
        house.clock().advance(Duration.ofMinutes(16));
        try (var ana = new Browsing(house)) {
            assertThat(ana.get(link).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void the_cookie_is_strict_hidden_from_scripts_and_named_by_port() {
        try (var ana = new Browsing(house)) {
            var cookie =
                    ana.get(house.link(ANA)).headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie)
                    .startsWith("bailiwick-" + house.port() + "=")
                    .contains("HttpOnly")
                    .containsIgnoringCase("SameSite=Strict")
                    .contains("Path=/");
        }
    }

    @Test
    void signing_in_gives_a_new_key_whatever_cookie_was_planted() {
        try (var ana = new Browsing(house)) {
            ana.cookie("bailiwick-" + house.port() + "=planted");
            ana.get(house.link(ANA));
            assertThat(ana.cookie()).doesNotContain("planted");
            try (var attacker = new Browsing(house)) {
                attacker.cookie("bailiwick-" + house.port() + "=planted");
                assertThat(attacker.get("/").statusCode()).isEqualTo(303);
            }
        }
    }

    @Test
    void signing_out_ends_the_session_itself_not_only_the_cookie() {
        try (var ana = Browsing.as(ANA, house)) {
            String cookie = ana.cookie();
            assertThat(ana.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
            ana.cookie(cookie);
            assertThat(ana.get("/").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void somebody_who_left_is_out_at_the_next_request() {
        try (var ana = Browsing.as(ANA, house)) {
            house.deactivate(ANA);
            assertThat(ana.get("/").statusCode()).isEqualTo(303);
            assertThat(ana.post("/agents/freeze", Map.of("reason", "x")).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void somebody_not_active_gets_no_link() {
        assertThat(house.currentFacts().now().person(EVE)).isPresent();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> house.link(EVE))
                .isInstanceOf(java.util.NoSuchElementException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "127.0.0.1.evil.example",
                "localhost.evil.example:7431",
                "[::2]"
            })
    void a_name_that_is_not_ours_gets_nothing(String host) throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
    }

    @Test
    void loopbacks_own_names_are_ours() throws IOException {
        for (String host :
                new String[] {"127.0.0.1:" + house.port(), "localhost:" + house.port(), "LOCALHOST", "[::1]:1"}) {
            assertThat(raw("GET /sign-in HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "http://evil.example",
                "http://127.0.0.1:1",
                "http://localhost",
                "https://127.0.0.1",
                "http://127.0.0.1"
            })
    void a_change_from_elsewhere_is_refused(String origin) {
        try (var ana = Browsing.as(ANA, house)) {
            var response = ana.postFrom(origin, "/agents/freeze", Map.of("reason", "forged"));
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(house.currentFacts().now().freezes().all()).isEmpty();
        }
    }

    @Test
    void a_change_whose_fetch_metadata_says_another_site_is_refused_even_with_our_origin() {
        try (var ana = Browsing.as(ANA, house)) {
            var response = ana.postFrom(
                    house.address(""), "/agents/freeze", Map.of("reason", "forged"), "Sec-Fetch-Site", "cross-site");
            assertThat(response.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void another_site_cannot_read_a_page_from_within_its_own() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/", "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ana.get(
                                    "/",
                                    "Sec-Fetch-Site",
                                    "cross-site",
                                    "Sec-Fetch-Mode",
                                    "navigate",
                                    "Sec-Fetch-Dest",
                                    "iframe")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ana.get(
                                    "/",
                                    "Sec-Fetch-Site",
                                    "cross-site",
                                    "Sec-Fetch-Mode",
                                    "navigate",
                                    "Sec-Fetch-Dest",
                                    "document")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void nothing_is_fetched_ahead_of_time_so_a_link_survives_a_previewing_browser() {
        String link = house.link(ANA);
        try (var ana = new Browsing(house)) {
            assertThat(ana.get(link, "Sec-Purpose", "prefetch;prerender").statusCode())
                    .isEqualTo(403);
            assertThat(ana.get(link).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void other_methods_are_not_understood() throws Exception {
        try (var ana = Browsing.as(ANA, house)) {
            for (String method : new String[] {"PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"}) {
                var request = ana.request("/").method(method, HttpRequest.BodyPublishers.noBody());
                var response = ana.client().send(request.build(), HttpResponse.BodyHandlers.discarding());
                assertThat(response.statusCode()).as(method).isEqualTo(405);
            }
        }
    }

    @Test
    void every_response_carries_the_security_headers() {
        try (var ana = Browsing.as(ANA, house)) {
            for (String path : new String[] {"/", "/agents", "/no-such-page", "/approvals/task-none", "/assets/none"}) {
                var headers = ana.get(path).headers();
                assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                        .as(path)
                        .contains(
                                "default-src 'none'", "script-src 'nonce-", "frame-ancestors 'none'", "base-uri 'none'")
                        .doesNotContain("unsafe");
                assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
                assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
                assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            }
        }
    }

    @Test
    void a_nonce_is_used_once() {
        try (var ana = Browsing.as(ANA, house)) {
            String first =
                    ana.get("/").headers().firstValue("Content-Security-Policy").orElseThrow();
            String second =
                    ana.get("/").headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(first).isNotEqualTo(second);
        }
    }

    @Test
    void a_form_is_bounded_and_says_what_is_wrong() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.post("/agents/freeze", Map.of("reason", "x".repeat(70_000)))
                            .statusCode())
                    .isEqualTo(413);
            var blank = ana.post("/agents/freeze", Map.of("reason", "  "));
            assertThat(blank.statusCode()).isEqualTo(400);
            assertThat(blank.body()).contains("Please give a reason.");
            assertThat(ana.post("/agents/freeze", Map.of("reason", "x".repeat(2_001)))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ana.post("/agents/freeze", Map.of("reason", "a\0b")).statusCode())
                    .isEqualTo(400);
            assertThat(house.currentFacts().now().freezes().all()).isEmpty();
        }
    }

    @Test
    void a_field_given_twice_is_refused() {
        try (var ana = Browsing.as(ANA, house)) {
            var request = ana.request("/agents/freeze")
                    .header("Origin", house.address(""))
                    .POST(HttpRequest.BodyPublishers.ofString("reason=a&reason=b"));
            assertThat(ana.send(request).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void a_page_that_is_not_there_says_so_in_a_sentence() {
        try (var ana = Browsing.as(ANA, house)) {
            var response = ana.get("/nowhere");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("There is no such page.");
        }
    }

    @Test
    void when_the_log_cannot_be_written_nothing_changes_and_the_page_says_so() {
        try (var cleo = Browsing.as(CLEO, house)) {
            house.log().breakDown();
            var response = cleo.post("/agents/desk/step", Map.of("step", "draft", "reason", "away"));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("nothing was changed");
        }
    }

    @Test
    void an_open_stream_does_not_hold_up_the_end() throws Exception {
        try (var ana = Browsing.as(ANA, house)) {
            var stream = ana.client()
                    .sendAsync(ana.request("/live").build(), HttpResponse.BodyHandlers.ofLines())
                    .get(10, java.util.concurrent.TimeUnit.SECONDS);
            var lines = stream.body().iterator();
            assertThat(lines.next()).contains("beat");
            long begun = System.nanoTime();
            house.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void what_is_new_in_the_log_is_told_to_open_pages() throws Exception {
        try (var ana = Browsing.as(ANA, house)) {
            var stream = ana.client()
                    .sendAsync(ana.request("/live").build(), HttpResponse.BodyHandlers.ofLines())
                    .get(10, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(stream.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(stream.headers().firstValue("Cache-Control").orElse("")).startsWith("no-");
            var lines = stream.body().iterator();
            lines.next();
            house.pending(
                    "message",
                    dev.bailiwick.json.JsonObject.with("to", "x@example.net").build());
            String told = "";
            for (int i = 0; i < 20 && !told.contains("approval"); i++) told = lines.next();
            assertThat(told).contains("data").contains("approval").doesNotContain("example.net");
        }
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 421".length()), StandardCharsets.US_ASCII);
        }
    }
}
