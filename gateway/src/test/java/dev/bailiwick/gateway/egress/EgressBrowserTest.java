package dev.bailiwick.gateway.egress;

import static dev.bailiwick.gateway.egress.Way.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.ServiceKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser through its own listener: reading and nothing else, or signed in and nowhere else. */
class EgressBrowserTest {
    @TempDir
    private Path folder = Path.of("");

    private Way way = absent();
    private ServiceDouble listed = nobody();
    private ServiceDouble foreign = nobody();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static Way absent() {
        return null;
    }

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static ServiceDouble nobody() {
        return null;
    }

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        assumeTrue(Files.exists(Chromium.PROGRAM), "chromium is not installed");
        way = new Way(Placement.bearer());
        listed = new ServiceDouble(way.service.authority, "listed.example.com");
        foreign = new ServiceDouble(way.service.authority, "foreign.example.net");
    }

    @AfterEach
    void close() throws IOException {
        foreign.close();
        listed.close();
        way.close();
    }

    private static String page(String body, String... fields) {
        var html = "<!doctype html><html><body>" + body + "</body></html>";
        return "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: " + html.length() + "\r\n"
                + String.join("", fields) + "\r\n" + html;
    }

    private String listed(String path) {
        return "https://listed.example.com:" + listed.port() + path;
    }

    private String foreign(String path) {
        return "https://foreign.example.net:" + foreign.port() + path;
    }

    private Chromium browser(EgressProxy listener, String profile) throws IOException {
        return new Chromium(listener.port(), way.authority.spki(), Files.createDirectories(folder.resolve(profile)));
    }

    private EgressProxy research() throws IOException {
        return way.proxy(new Manner.Research("r1", new AtomicLong()));
    }

    private EgressProxy signedIn() throws IOException {
        ServiceKey key = way.keys.find("crm").orElseThrow();
        return way.proxy(new Manner.SignedIn("s1", key));
    }

    @Test
    void a_listed_page_opens_and_what_it_wants_from_elsewhere_does_not_come() throws Exception {
        try (var local = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var listener = research()) {
            var reached = new AtomicInteger();
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        local.accept().close();
                        reached.incrementAndGet();
                    }
                } catch (IOException _) {
                    // over
                }
            });
            listed.answer = _ -> page("<p>the news</p><script src='" + foreign("/x.js") + "'></script>"
                    + "<img src='https://127.0.0.1:" + local.getLocalPort() + "/'><img src='http://localhost:"
                    + local.getLocalPort() + "/'><img src='https://169.254.169.254/latest/meta-data/'>"
                    + "<script>new WebSocket('wss://listed.example.com:" + listed.port() + "/live')</script>"
                    + "<iframe src='" + foreign("/frame") + "'></iframe>");
            assertThat(browser(listener, "p1").visit(listed("/news"))).contains("the news");
            assertThat(reached).hasValue(0);
        }
        assertThat(foreign.seen).isEmpty();
        assertThat(listed.seen).noneMatch(seen -> seen.startsWith("GET /live"));
    }

    @Test
    void a_redirect_to_another_host_ends_with_a_reason_the_agent_can_read() throws Exception {
        listed.answer = _ -> "HTTP/1.1 302 Found\r\nlocation: " + foreign("/") + "\r\ncontent-length: 0\r\n\r\n";
        try (var listener = research()) {
            assertThat(browser(listener, "p1").visit(listed("/go"))).contains("egress_denied", "on no list");
        }
        assertThat(foreign.seen).isEmpty();
    }

    @Test
    void a_research_session_sends_no_form_and_keeps_no_cookie() throws Exception {
        listed.answer = seen -> seen.startsWith("GET /form")
                ? page("<form method=post action=/sent><input name=a value=b></form>"
                        + "<script>document.forms[0].submit()</script>")
                : page("<p>hello</p>", "set-cookie: who=agent; Max-Age=9999\r\n");
        try (var listener = research()) {
            var browser = browser(listener, "p1");
            assertThat(browser.visit(listed("/form"))).contains("research_read_only");
            assertThat(browser.visit(listed("/first"))).contains("hello");
            assertThat(browser.visit(listed("/second"))).contains("hello");
            assertThat(browser.visit(listed("/search?q=" + "x".repeat(300)))).contains("research_address");
        }
        assertThat(listed.seen)
                .noneMatch(seen -> seen.startsWith("POST"))
                .noneMatch(seen -> seen.contains("cookie: who"))
                .anyMatch(seen -> seen.startsWith("GET /second"));
    }

    @Test
    void signed_in_it_sees_its_service_and_goes_nowhere_else_and_never_holds_the_credential() throws Exception {
        way.service.answer = seen -> page("<p>" + (seen.contains("Bearer " + SECRET) ? "welcome" : "who are you") + " "
                + SECRET + "</p><script>document.title = document.cookie</script>");
        try (var listener = signedIn()) {
            var browser = browser(listener, "p1");
            assertThat(browser.visit("https://" + way.target() + "/home"))
                    .contains("welcome")
                    .doesNotContain("canary");
            assertThat(browser.visit(listed("/news"))).contains("authenticated_session", "research session");
        }
        assertThat(listed.seen).isEmpty();
        assertThat(way.service.seen.getFirst()).contains("authorization: Bearer " + SECRET);
    }

    /** Says that it has waited for what it began. */
    private static final String DONE = "<script>setTimeout(() => fetch('/done'), 1500)</script>";

    private boolean listedSaw(String start) {
        return listed.seen.stream().anyMatch(seen -> seen.startsWith("GET " + start));
    }

    @Test
    void a_popup_from_elsewhere_does_not_come() throws Exception {
        listed.answer = seen -> page(
                seen.startsWith("GET /start")
                        ? "<script>open('" + foreign("/popup") + "'); open('/popup')</script>" + DONE
                        : "<p>other</p>");
        try (var listener = research()) {
            browser(listener, "p1").stay(listed("/start"), () -> listedSaw("/popup") && listedSaw("/done"));
        }
        assertThat(foreign.seen).isEmpty();
    }

    /** One of its own comes as an attachment; one of another host, and one that is handed on there, do not. */
    @Test
    void a_download_from_elsewhere_does_not_come() throws Exception {
        var frames = "<iframe src='" + foreign("/file.bin")
                + "'></iframe><iframe src='/sent.bin'></iframe><iframe src='/file.bin'></iframe>" + DONE;
        foreign.answer = _ -> page("of another", "content-disposition: attachment; filename=f.bin\r\n");
        listed.answer = seen -> seen.startsWith("GET /sent.bin")
                ? "HTTP/1.1 302 Found\r\nlocation: " + foreign("/file.bin") + "\r\ncontent-length: 0\r\n\r\n"
                : seen.startsWith("GET /file.bin")
                        ? page("its own", "content-disposition: attachment; filename=f.bin\r\n")
                        : page(frames);
        try (var listener = research()) {
            browser(listener, "p1")
                    .stay(
                            listed("/start"),
                            () -> listedSaw("/sent.bin") && listedSaw("/file.bin") && listedSaw("/done"));
        }
        assertThat(foreign.seen).isEmpty();
    }

    @Test
    void a_service_worker_has_no_other_way_out_than_its_page() throws Exception {
        var worker = """
                addEventListener('install', event => event.waitUntil(
                  fetch('%s', {mode: 'no-cors'}).catch(() => 0).finally(() => fetch('/from-the-worker'))))
                """.formatted(foreign("/x"));
        listed.answer = seen -> seen.startsWith("GET /worker.js")
                ? "HTTP/1.1 200 OK\r\ncontent-type: text/javascript\r\ncontent-length: " + worker.length() + "\r\n\r\n"
                        + worker
                : page("<script>navigator.serviceWorker.register('/worker.js')</script>");
        try (var listener = research()) {
            browser(listener, "p1").stay(listed("/start"), () -> listedSaw("/from-the-worker"));
        }
        assertThat(foreign.seen).isEmpty();
    }

    @Test
    void a_research_session_uploads_nothing() throws Exception {
        listed.answer = _ ->
                page("<p>start</p><form method=post enctype=multipart/form-data action=/upload><input type=file name=f>"
                        + "</form><script>const d = new DataTransfer(); d.items.add(new File(['the file'], 'f.txt'));"
                        + "document.querySelector('input').files = d.files; navigator.sendBeacon('/beacon', 'the file');"
                        + "fetch('/put', {method: 'PUT', body: d.files[0]}); document.forms[0].submit()</script>");
        try (var listener = research()) {
            assertThat(browser(listener, "p1").visit(listed("/start"))).contains("research_read_only", "no file");
        }
        assertThat(listed.seen)
                .anyMatch(seen -> seen.startsWith("GET /start"))
                .noneMatch(seen -> seen.startsWith("POST") || seen.startsWith("PUT") || seen.contains("the file"));
    }

    /** What a page writes into a profile while it is read waits there for the day it is signed in. */
    @Test
    void a_profile_brought_from_another_class_of_session_is_refused() throws Exception {
        listed.answer = _ -> page("<p>hello</p><script>document.cookie = 'session=planted; Max-Age=9999'</script>");
        var key = way.another(
                "news", "bwh_news0123456789abcdefghij", "the-news-canary", "listed.example.com:" + listed.port());
        try (var reading = research();
                var signedIn = way.proxy(new Manner.SignedIn("s2", key));
                var again = way.proxy(new Manner.SignedIn("s3", key))) {
            assertThat(browser(reading, "p1").visit(listed("/read"))).contains("hello");
            assertThat(browser(signedIn, "p1").visit(listed("/home"))).contains("profile_reused", "fresh profile");
            assertThat(browser(again, "p2").visit(listed("/home"))).contains("hello");
            assertThat(browser(reading, "p2").visit(listed("/read"))).contains("hello");
        }
        assertThat(listed.seen)
                .filteredOn(seen -> seen.startsWith("GET /read"))
                .hasSize(2)
                .noneMatch(seen -> seen.contains("planted"));
        assertThat(listed.seen)
                .filteredOn(seen -> seen.startsWith("GET /home"))
                .as("with the fresh profile alone")
                .hasSize(1)
                .noneMatch(seen -> seen.contains("planted"));
    }

    @Test
    void two_sessions_have_cookies_of_their_own() throws Exception {
        var turn = new AtomicInteger();
        way.service.answer = seen -> seen.startsWith("GET /home")
                ? page("<p>home</p>", "set-cookie: session=" + turn.incrementAndGet() + "; Max-Age=9999\r\n")
                : page("<p>other</p>");
        try (var one = signedIn();
                var two = signedIn()) {
            var first = browser(one, "p1");
            var second = browser(two, "p2");
            first.visit("https://" + way.target() + "/home");
            second.visit("https://" + way.target() + "/home");
            first.visit("https://" + way.target() + "/one");
            second.visit("https://" + way.target() + "/two");
        }
        assertThat(cookie("GET /one")).isNotBlank().isNotEqualTo(cookie("GET /two"));
        assertThat(cookie("GET /two")).isNotBlank();
    }

    private String cookie(String start) {
        return way.service.seen.stream()
                .filter(seen -> seen.startsWith(start))
                .map(seen -> seen.replaceAll("(?s).*cookie: (session=[0-9]*).*", "$1"))
                .filter(text -> text.startsWith("session="))
                .findFirst()
                .orElse("");
    }
}
