package dev.bailiwick.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Session session = Session.fresh(new SessionId("agent:main:test"));

    @Test
    void a_person_names_urls_as_people_write_them() {
        var told = session.heard(
                "Look at example.org/prices, (http://b.example/x) and <https://c.example:8443/y?z=1#top>. Thanks!");
        assertThat(told.named())
                .contains(
                        "http://example.org/prices",
                        "https://example.org/prices",
                        "http://b.example/x",
                        "https://b.example/x",
                        "https://c.example:8443/y?z=1#top",
                        "https://c.example:8443/y?z=1");
        assertThat(told.vouchesFor(url("https://example.org/prices"))).isTrue();
        assertThat(told.vouchesFor(url("https://example.org/"))).isFalse();
    }

    @Test
    void a_person_who_said_https_did_not_say_http() {
        assertThat(session.heard("https://example.org/a").vouchesFor(url("http://example.org/a")))
                .isFalse();
    }

    @Test
    void a_mail_address_names_no_host() {
        assertThat(session.heard("write to ana@example.org").named()).isEmpty();
    }

    @Test
    void what_is_no_url_to_all_programs_is_not_named() {
        assertThat(session.heard("http://good.example@evil.example/ http://127.1/ http://a.example:0/")
                        .named())
                .noneMatch(text -> text.contains("evil") || text.contains("127"));
    }

    @Test
    void only_a_page_of_the_same_origin_links() {
        var page =
                "[a](/a?b=c) <a href='/d'> https://example.org/e https://other.example/f http://example.org/g //x.example/h";
        var read = read("https://example.org/", page);
        assertThat(read.linked())
                .containsExactlyInAnyOrder(
                        "https://example.org/e", "https://example.org/a?b=c", "https://example.org/d");
    }

    @Test
    void a_result_of_a_tool_that_does_not_fetch_links_nothing() {
        var read = session.read(
                "exec", JsonObject.with("url", "https://example.org/").build(), "https://example.org/e");
        assertThat(read.linked()).isEmpty();
        assertThat(read.readUntrusted()).isTrue();
    }

    @Test
    void whatever_a_tool_answered_counts_as_untrusted_and_stays_so() {
        assertThat(session.readUntrusted()).isFalse();
        assertThat(session.read("exec", JsonObject.EMPTY, " ").readUntrusted()).isFalse();
        assertThat(session.read("exec", JsonObject.EMPTY, "x").heard("hello").readUntrusted())
                .isTrue();
        assertThat(Session.unknown(session.id()).readUntrusted()).isTrue();
    }

    @Test
    void a_session_is_bounded_and_forgets_the_oldest() {
        var full = session;
        for (int i = 0; i < 400; i++) full = full.heard("https://example.org/" + i);
        assertThat(full.named()).hasSize(Session.MOST_NAMED);
        assertThat(full.vouchesFor(url("https://example.org/399"))).isTrue();
        assertThat(full.vouchesFor(url("https://example.org/0"))).isFalse();
        var page = new StringBuilder();
        for (int i = 0; i < 3_000; i++) page.append("[x](/").append(i).append(") ");
        assertThat(read("https://example.org/", page.toString()).linked()).hasSize(Session.MOST_LINKED);
    }

    @Test
    void it_reads_what_it_writes() {
        var told = read("https://example.org/", "[a](/a)").heard("see b.example/c");
        assertThat(Session.of(told.json())).isEqualTo(told);
    }

    @Test
    void no_text_makes_the_search_slow() {
        String[] nasty = {
            "a.".repeat(100_000),
            "a-".repeat(100_000),
            "http://".repeat(40_000),
            "](/".repeat(80_000),
            "href=".repeat(50_000),
            "x".repeat(250_000)
        };
        for (String text : nasty) {
            long start = System.nanoTime();
            session.heard(text);
            read("https://example.org/", text);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(text.substring(0, 10))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    private Session read(String url, String result) {
        return session.read("web_fetch", JsonObject.with("url", url).build(), result);
    }

    private static Url url(String text) {
        return Url.of(text).orElseThrow();
    }
}
