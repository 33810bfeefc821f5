package dev.bailiwick.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            http://Example.ORG                        | http://example.org/
            HTTPS://example.org:443/                  | https://example.org/
            https://example.org:80/                   | https://example.org:80/
            http://example.org/a/./b/../c             | http://example.org/a/c
            http://example.org/a/%2e%2E/c             | http://example.org/c
            http://example.org/../../c                | http://example.org/c
            http://example.org/a/..                   | http://example.org/
            http://example.org/a/.                    | http://example.org/a/
            http://example.org/%7ea%2fb               | http://example.org/~a%2Fb
            http://example.org/%e4                    | http://example.org/%E4
            http://example.org/ä                      | http://example.org/%C3%A4
            http://example.org?a=/../b                | http://example.org/?a=/../b
            http://example.org/#a?b                   | http://example.org/#a?b
            http://example.org/@a:b                   | http://example.org/@a:b
            http://xn--bcher-kva.example/             | http://xn--bcher-kva.example/
            http://127.0.0.1/                         | http://127.0.0.1/
            http://[0:0:0:0:0:0:0:1]:8080/            | http://[::1]:8080/
            http://[2001:DB8::0:1]/                   | http://[2001:db8::1]/
            http://[::ffff:192.0.2.1]/                | http://[::ffff:c000:201]/
            http://intranet/                          | http://intranet/
            """)
    void a_url_has_one_spelling(String text, String canonical) {
        var url = Url.of(text).orElseThrow();
        assertThat(url.text()).isEqualTo(canonical);
        assertThat(Url.of(canonical)).contains(url);
    }

    /** Each of these reaches another host, or none, in some program that people use. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "//example.org/",
                "http:example.org",
                "http:/example.org",
                "http:///example.org",
                "http://",
                "http://?a",
                "ftp://example.org/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "data:text/html,x",
                "http://user@example.org/",
                "http://user:secret@example.org/",
                "http://@example.org/",
                "http://good.example@evil.example/",
                "http://good.example%40evil.example/",
                "http://good.example\\@evil.example/",
                "http://good.example\\.evil.example/",
                "http:\\\\example.org\\",
                "http://example.org\\a",
                "http://exa%6dple.org/",
                "http://example%2eorg/",
                "http://example.org./",
                "http://example..org/",
                "http://.example.org/",
                "http://-example.org/",
                "http://example-.org/",
                "http://my_host.example/",
                "http://ex ample.org/",
                " http://example.org/",
                "http://example.org/ ",
                "http://example.org/\n",
                "http://exa\tmple.org/",
                "http://exa\u00admple.org/",
                "http://exa\u200bmple.org/",
                "http://example\u3002org/",
                "http://b\u00fccher.example/",
                "http://\u0435xample.org/",
                "http://\uff45xample.org/",
                "http://\u212aelvin.example/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://017700000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://1.2.3.4.5/",
                "http://example.0x10/",
                "http://example.1/",
                "http://[127.0.0.1]/",
                "http://[::1/",
                "http://::1/",
                "http://[::1%25eth0]/",
                "http://[::1%eth0]/",
                "http://[1::2::3]/",
                "http://[1:2:3:4:5:6:7:8:9]/",
                "http://[1:2:3:4:5:6:7::8]/",
                "http://[::1]x/",
                "http://[::1]80/",
                "http://example.org:/",
                "http://example.org:0/",
                "http://example.org:00080/",
                "http://example.org:65536/",
                "http://example.org:8o/",
                "http://example.org:80:80/",
                "http://example.org:+80/",
                "http://example.org/%",
                "http://example.org/%zz",
                "http://example.org/%0a",
                "http://example.org/%00",
                "http://example.org/%5cevil",
                "http://example.org/<a>",
                "http://example.org/a|b",
                "http://example.org/?q=\"",
                "http://example.org/?q={a}",
                "http://example.org/?a[]=b",
                "http://example.org/\u202egpj.exe",
            })
    void what_programs_read_differently_is_no_url(String text) {
        assertThat(Url.read(text))
                .isInstanceOfSatisfying(
                        UrlReading.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).isNotBlank().doesNotContain("evil"));
    }

    @Test
    void a_url_beyond_the_longest_is_none() {
        String start = "http://example.org/";
        assertThat(Url.of(start + "a".repeat(Url.LONGEST - start.length()))).isPresent();
        assertThat(Url.of(start + "a".repeat(Url.LONGEST - start.length() + 1))).isEmpty();
    }

    @Test
    void the_same_page_over_tls_keeps_an_unusual_port() {
        assertThat(Url.of("http://example.org/a").orElseThrow().overTls().text())
                .isEqualTo("https://example.org/a");
        assertThat(Url.of("http://example.org:81/a").orElseThrow().overTls().text())
                .isEqualTo("https://example.org:81/a");
    }

    @Test
    void a_host_knows_whether_it_is_the_machine_itself() {
        for (String host : new String[] {
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "localhost",
            "a.localhost"
        }) {
            assertThat(Host.read(host).orElseThrow().isThisMachine()).as(host).isTrue();
        }
        for (String host : new String[] {"128.0.0.1", "[2001:db8::1]", "localhost.example", "mylocalhost"}) {
            assertThat(Host.read(host).orElseThrow().isThisMachine()).as(host).isFalse();
        }
    }

    @Test
    void a_host_knows_whether_it_hands_out_a_machines_credentials() {
        for (String host : new String[] {
            "169.254.169.254",
            "100.100.100.200",
            "[fe80::1]",
            "[fd00:ec2::254]",
            "[::ffff:169.254.169.254]",
            "metadata.google.internal"
        }) {
            assertThat(Host.read(host).orElseThrow().isMetadata()).as(host).isTrue();
        }
        assertThat(Host.read("169.253.1.1").orElseThrow().isMetadata()).isFalse();
    }
}
