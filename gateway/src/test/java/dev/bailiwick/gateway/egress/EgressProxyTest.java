package dev.bailiwick.gateway.egress;

import static dev.bailiwick.gateway.egress.Way.HANDLE;
import static dev.bailiwick.gateway.egress.Way.NAME;
import static dev.bailiwick.gateway.egress.Way.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.procedure.testing.TestHouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressProxyTest {
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

    private void reopen(Placement placement) throws IOException, GeneralSecurityException {
        way.close();
        way = new Way(placement);
    }

    private long alerts() {
        var count = new AtomicLong();
        way.house.log.read(0, entry -> {
            if (entry.kind() == Event.Kind.ALERT) count.incrementAndGet();
            return true;
        });
        return count.get();
    }

    @Test
    void an_ordinary_client_reaches_the_service_and_the_service_sees_the_credential()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), way.proxy.port())))
                .sslContext(Way.trusting(way.authority))
                .build()) {
            var request = HttpRequest.newBuilder(URI.create("https://" + way.target() + "/contacts"))
                    .header("Authorization", "Bearer " + HANDLE)
                    .build();
            for (int i = 0; i < 3; i++) {
                var answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("hello");
            }
        }
        assertThat(way.service.seen)
                .hasSize(3)
                .allSatisfy(seen -> assertThat(seen)
                        .contains("authorization: Bearer " + SECRET)
                        .doesNotContain("bwh_"));
    }

    @Test
    void the_credential_goes_where_the_service_wants_it() throws IOException, GeneralSecurityException {
        reopen(new Placement(Placement.Kind.QUERY, "key"));
        way.get("/contacts?key=" + HANDLE);
        assertThat(way.service.seen.getFirst()).startsWith("GET /contacts?key=sk_real%2F4711%2Bcanary-of-crm HTTP/1.1");

        reopen(new Placement(Placement.Kind.PATH, ""));
        way.get("/bot" + HANDLE + "/me");
        assertThat(way.service.seen.getFirst()).startsWith("GET /botsk_real%2F4711%2Bcanary-of-crm/me HTTP/1.1");

        reopen(new Placement(Placement.Kind.BASIC, "merchant"));
        way.get("/contacts", "authorization: Basic " + base64("merchant:" + HANDLE));
        assertThat(way.service.seen.getFirst()).contains("authorization: Basic " + base64("merchant:" + SECRET));

        reopen(new Placement(Placement.Kind.HEADER, "X-Token"));
        way.get("/contacts", "X-Token: " + HANDLE, "authorization: Bearer its-own", "cookie: its=own");
        assertThat(way.service.seen.getFirst()).contains("x-token: " + SECRET).doesNotContain("its-own", "its=own");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_the_service_echoes_reaches_the_agent_without_the_credential()
            throws IOException, GeneralSecurityException {
        var forms = List.of(
                SECRET,
                base64(SECRET),
                base64("x" + SECRET),
                base64("merchant:" + SECRET + "|tail"),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8)),
                SECRET.replace("/", "\\/"));
        for (var form : forms) {
            way.service.answer = _ -> "HTTP/1.1 200 OK\r\nx-echo: " + form + "\r\ncontent-length: "
                    + (form.length() + 4) + "\r\n\r\n<" + form + ">zz";
            var answer = way.get("/echo", way.bearer());
            assertThat(answer).startsWith("HTTP/1.1 200").contains("****").doesNotContain("canary");
            assertThat(decodings(answer)).as(form).noneMatch(text -> text.contains("4711+canary"));
        }
    }

    private static List<String> decodings(String answer) {
        return java.util.Arrays.stream(answer.split("[^A-Za-z0-9+/=]+"))
                .map(word -> {
                    try {
                        return new String(Base64.getDecoder().decode(word), StandardCharsets.ISO_8859_1);
                    } catch (IllegalArgumentException _) {
                        return "";
                    }
                })
                .toList();
    }

    @Test
    void an_echo_is_found_across_chunks_of_one_byte() throws IOException, GeneralSecurityException {
        var chunks = new StringBuilder("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        for (char c : ("before " + SECRET + " after").toCharArray())
            chunks.append("1\r\n").append(c).append("\r\n");
        way.service.answer = _ -> chunks.append("0\r\n\r\n").toString();
        assertThat(way.get("/echo", way.bearer()).replaceAll("\r\n[0-9a-f]+\r\n", ""))
                .contains("*".repeat(SECRET.length()))
                .doesNotContain("canary");
    }

    @Test
    void an_answer_that_cannot_be_looked_through_is_withheld() throws IOException, GeneralSecurityException {
        way.service.answer = _ -> "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nzz";
        assertThat(way.get("/echo", way.bearer())).startsWith("HTTP/1.1 502");
        assertThat(way.service.seen.getFirst()).contains("accept-encoding: identity");
    }

    @Test
    void a_handle_at_another_place_is_not_exchanged_and_raises_an_alert() throws IOException, GeneralSecurityException {
        var answers = List.of(
                way.get("/contacts?q=" + HANDLE),
                way.get("/contacts", "x-other: " + HANDLE),
                way.get("/contacts", way.bearer(), "x-other: " + HANDLE),
                way.get("/contacts", "x-other: " + base64(HANDLE)),
                way.post("/notes", "application/json", "{\"text\":\"" + HANDLE + "\"}", way.bearer()),
                way.get("/contacts", "authorization: Bearer bwh_guessed0123456789ab"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer).startsWith("HTTP/1.1 403"));
        assertThat(answers.getFirst()).contains("handle_misplaced");
        assertThat(way.service.seen).isEmpty();
        assertThat(alerts()).isPositive();
    }

    @Test
    void what_is_on_no_list_is_told_so_inside_the_tunnel() throws IOException, GeneralSecurityException {
        assertThat(way.get("/contacts")).startsWith("HTTP/1.1 403").contains("\"error\":\"egress_denied\"");
        assertThat(way.service.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:443",
                "2130706433:443",
                "0x7f.1:443",
                "0177.0.0.1:443",
                "[::1]:443",
                "localhost:443",
                "api.example.com.:443",
                "API.example.com:443",
                "user@api.example.com:443",
                "169.254.169.254:443",
                "metadata.google.internal:443",
                "b\u00fccher.example:443",
                "api.example.com",
                "api.example.com:0"
            })
    void a_tunnel_to_anything_but_a_canonical_name_is_refused(String target) {
        assertThatThrownBy(() -> way.tunnel(target)).hasMessageMatching("(?s)HTTP/1.1 40[03].*");
    }

    @Test
    void another_port_of_the_same_host_is_another_place() throws IOException, GeneralSecurityException {
        var answer = way.send(
                NAME + ":8443",
                Optional.of(NAME),
                "GET /contacts HTTP/1.1\r\nHost: " + NAME + ":8443\r\n" + way.bearer() + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403").contains("handle_misplaced");
    }

    @Test
    void tunnel_tls_and_request_name_the_same_host() throws IOException, GeneralSecurityException {
        var request = "GET /contacts HTTP/1.1\r\nHost: " + way.target() + "\r\n" + way.bearer() + "\r\n\r\n";
        assertThat(way.send(way.target(), Optional.of("evil.example.com"), request))
                .startsWith("HTTP/1.1 403");
        assertThat(way.send(way.target(), Optional.empty(), request)).startsWith("HTTP/1.1 403");
        assertThat(way.send("GET /contacts HTTP/1.1\r\nHost: evil.example.com\r\n" + way.bearer() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void a_second_request_in_the_tunnel_cannot_change_the_host() throws IOException, GeneralSecurityException {
        var answer = way.send("GET /one HTTP/1.1\r\nHost: " + way.target() + "\r\n" + way.bearer() + "\r\n\r\n"
                + "GET /two HTTP/1.1\r\nHost: evil.example.com\r\n" + way.bearer() + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("HTTP/1.1 403");
        assertThat(way.service.seen).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 5\r\ntransfer-encoding: chunked",
                "content-length: 5\r\ncontent-length: 6",
                "content-length: +5",
                "transfer-encoding: gzip, chunked",
                "host: other.example.com",
                "x: one\r\n two",
                "x : one",
                "x: a\u0000b",
                "x: lf\nonly: yes",
                "x: \r cr"
            })
    void what_two_programs_could_read_differently_is_refused(String fields)
            throws IOException, GeneralSecurityException {
        var answer = way.send("POST /notes HTTP/1.1\r\nHost: " + way.target() + "\r\n" + way.bearer() + "\r\n" + fields
                + "\r\n\r\nhello");
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void a_head_that_never_ends_is_refused() throws IOException, GeneralSecurityException {
        assertThat(way.get("/contacts", "x: " + "a".repeat(33_000))).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/notes/..%2frefunds",
                "/notes/%2e%2e/refunds",
                "/notes/../refunds",
                "/a//b",
                "/a/%252e",
                "/a\\b",
                "/a%00",
                "http://evil.example.com/",
                "*",
                "/a b"
            })
    void a_path_in_disguise_is_refused(String path) throws IOException, GeneralSecurityException {
        assertThat(way.get(path, way.bearer())).matches("(?s)HTTP/1.1 40[03].*");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void a_name_that_leads_inside_is_refused_even_beside_a_good_address() throws IOException, GeneralSecurityException {
        for (var bad : List.of("169.254.169.254", "10.0.0.1", "::1", "::ffff:10.0.0.1", "fd00:ec2::254", "0.0.0.0")) {
            way.addresses = List.of("127.0.0.1", bad);
            assertThat(way.get("/contacts", way.bearer())).as(bad).startsWith("HTTP/1.1 403");
        }
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void a_redirect_is_handed_to_the_agent_and_not_followed() throws IOException, GeneralSecurityException {
        way.service.answer = _ -> "HTTP/1.1 302 Found\r\nlocation: https://evil.example.com/?t=" + SECRET
                + "\r\ncontent-length: 0\r\n\r\n";
        var answer = way.get("/contacts", way.bearer());
        assertThat(answer)
                .startsWith("HTTP/1.1 302")
                .contains("evil.example.com")
                .doesNotContain("canary");
        assertThat(way.service.seen).hasSize(1);
    }

    @Test
    void a_refund_waits_then_happens_once_with_a_key_of_the_decision() throws IOException, GeneralSecurityException {
        var ten = "amount=1000&currency=eur&charge=ch_1";
        var first = refund(ten);
        assertThat(first).startsWith("HTTP/1.1 403").contains("\"error\":\"pending\"", "task-");
        assertThat(way.service.seen).isEmpty();

        var task = way.house.approvals.in(EnumSet.of(State.PENDING), 1, 0).getFirst();
        way.house.desk.decide(task.id(), TestHouse.by(TestHouse.BUSINESS), true, "fine", Optional.empty());
        assertThat(refund("amount=100000&currency=eur&charge=ch_1")).contains("\"error\":\"pending\"");
        assertThat(refund(ten)).startsWith("HTTP/1.1 200");
        assertThat(refund(ten)).startsWith("HTTP/1.1 403");
        assertThat(way.service.seen).hasSize(1).first().asString().contains("idempotency-key: bailiwick-", ten);
        assertThat(refund("amount=-5&currency=eur")).contains("amount_unclear");
        assertThat(refund("amount=1000&currency=zzz")).contains("amount_unclear");
        assertThat(refund("amount=1000&amount=1&currency=eur")).startsWith("HTTP/1.1 400");
    }

    private String refund(String form) throws IOException, GeneralSecurityException {
        return way.post(
                "/v1/refunds", "application/x-www-form-urlencoded", form, way.bearer(), "idempotency-key: its-own");
    }

    @Test
    void after_revoking_everything_open_tunnels_are_cut_and_the_handle_is_dead()
            throws IOException, GeneralSecurityException {
        assertThat(way.get("/contacts", way.bearer())).startsWith("HTTP/1.1 200");
        try (var tunnel = way.tunnel(way.target())) {
            long began = System.nanoTime();
            way.revocation.revoke(Optional.empty(), "drill", TestHouse.by(TestHouse.OPERATOR));
            assertThat(tunnel.getInputStream().read()).isEqualTo(-1);
            assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
        }
        assertThat(way.get("/contacts", way.bearer())).startsWith("HTTP/1.1 403");
        assertThat(way.service.seen).hasSize(1);
    }

    @Test
    void a_stopped_agent_goes_nowhere_and_its_open_tunnels_are_cut() throws IOException, GeneralSecurityException {
        try (var tunnel = way.tunnel(way.target())) {
            way.open = false;
            way.proxy.look();
            assertThat(tunnel.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(way.get("/contacts", way.bearer())).contains("egress_closed");
    }

    @Test
    void a_service_that_does_not_prove_its_name_gets_nothing() throws IOException, GeneralSecurityException {
        way.close();
        way = new Way(Placement.bearer(), new Authority("the world", InstantSource.system()), "other.example.com");
        assertThat(way.get("/contacts", way.bearer()))
                .startsWith("HTTP/1.1 502")
                .contains("does not prove");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void plain_http_and_other_methods_of_a_proxy_are_refused() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), way.proxy.port())) {
            socket.getOutputStream()
                    .write(("GET http://" + NAME + "/ HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void nothing_of_the_credential_is_in_the_log() throws IOException, GeneralSecurityException {
        way.service.answer = _ -> ServiceDouble.ok(SECRET);
        way.get("/contacts", way.bearer());
        way.house.log.read(0, entry -> {
            assertThat(entry.json().text()).doesNotContain("4711");
            return true;
        });
    }
}
