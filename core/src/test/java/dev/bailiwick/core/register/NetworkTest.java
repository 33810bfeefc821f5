package dev.bailiwick.core.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.core.value.Url;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static final Network NETWORK = new Network(
            Set.of(
                    "wiki.corp.example",
                    "*.one.example",
                    "**.tree.example",
                    "app.corp.example:8443",
                    "[fd00:2::1]",
                    "xn--bcher-kva.example"),
            Set.of("10.1.0.0/16", "fd00:1::/32"),
            Set.of("*@corp.example", "ext@partner.example", "slack:C0123"));

    @ParameterizedTest
    @CsvSource({
        "http://wiki.corp.example/, true",
        "https://WIKI.corp.example:8443/, true",
        "http://corp.example/, false",
        "http://xwiki.corp.example/, false",
        "http://wiki.corp.example.evil.example/, false",
        "http://a.one.example/, true",
        "http://one.example/, false",
        "http://a.b.one.example/, false",
        "http://aone.example/, false",
        "http://a.b.c.tree.example/, true",
        "http://tree.example/, false",
        "https://app.corp.example:8443/, true",
        "https://app.corp.example/, false",
        "http://10.1.255.255/, true",
        "http://10.2.0.1/, false",
        "http://[::ffff:10.1.0.1]/, false",
        "http://[fd00:1:2::3]/, true",
        "http://[fd00:2::1]/, true",
        "http://[fd00:2::2]/, false",
        "http://127.0.0.1/, false",
        "http://localhost/, false",
        "http://192.168.1.1/, false",
        "http://169.254.169.254/, false",
        "http://printer.local/, false",
        "http://xn--bcher-kva.example/, true",
        "http://xn--bcher-xxx.example/, false"
    })
    void only_what_is_listed_is_inside(String url, boolean inside) {
        assertThat(NETWORK.inside(Url.of(url).orElseThrow())).isEqualTo(inside);
    }

    @Test
    void nothing_is_inside_when_nothing_is_listed() {
        for (String url :
                new String[] {"http://127.0.0.1/", "http://10.0.0.1/", "http://localhost/", "http://[::1]/"}) {
            assertThat(Network.NOTHING.inside(Url.of(url).orElseThrow())).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ana@corp.example, true",
        "ana@CORP.example, true",
        "ext@partner.example, true",
        "other@partner.example, false",
        "ana@sub.corp.example, false",
        "ana@corp.example.evil.example, false"
    })
    void mail_is_inside_when_its_address_or_domain_is_listed(String address, boolean inside) {
        assertThat(NETWORK.inside(MailAddress.read(address).orElseThrow())).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ana <ana@corp.example>",
                "ana@corp.example, x@evil.example",
                "ana@corp.example;x@evil.example",
                "ana@corp.example\nBcc: x@evil.example",
                "\"x@evil.example\"@corp.example",
                "ana@corp.example@evil.example",
                "@corp.example",
                "ana@[10.1.0.1]",
                "ana(c)@corp.example",
                "ana@10.1.0.1"
            })
    void a_mail_address_with_anything_around_it_is_none(String text) {
        assertThat(MailAddress.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "*.",
                "*.com",
                "**.org",
                "a.*.example",
                "http://a.example",
                "a.example/",
                "a.example:0",
                "a.example:99999",
                "*.10.0.0.1",
                "A_b.example",
                ""
            })
    void a_host_line_that_says_too_much_or_nothing_is_refused(String line) {
        assertThatThrownBy(() -> new Network(Set.of(line), Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*@*", "corp.example", "slack", "Slack:x", "*@10.1.0.1"})
    void a_recipient_line_that_says_too_much_or_nothing_is_refused(String line) {
        assertThatThrownBy(() -> new Network(Set.of(), Set.of(), Set.of(line)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
