package dev.bailiwick.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretShapeTest {
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE"; // the issuer's own documentation example

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "x=%41%4BIAIOSFODNN7EXAMPLE",
                "%2541KIAIOSFODNN7EXAMPLE 100% sure",
                "bwa_0123456789abcdef0123",
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "glpat-0123456789abcdefghij",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlc2ln"
            })
    void a_shape_is_seen(String text) {
        assertThat(SecretShape.in(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the key to success",
                "https://example.org/a/very/long/path/with-many-words-and-dashes/2026/05/04",
                "d41d8cd98f00b204e9800998ecf8427e",
                "skiing-is-a-sport-for-everybody-who-likes-snow",
                "550e8400-e29b-41d4-a716-446655440000"
            })
    void ordinary_text_is_not_taken_for_a_secret(String text) {
        assertThat(SecretShape.inUrl(text)).isEmpty();
    }

    @Test
    void base64_does_not_hide_a_secret_wherever_it_starts() {
        for (String before : new String[] {"", "a", "ab", "abc"}) {
            byte[] bytes = (before + KEY).getBytes(StandardCharsets.UTF_8);
            assertThat(SecretShape.in("/p/" + Base64.getUrlEncoder().encodeToString(bytes)))
                    .isPresent();
            assertThat(SecretShape.in("q" + before
                            + Base64.getEncoder()
                                    .withoutPadding()
                                    .encodeToString(KEY.getBytes(StandardCharsets.UTF_8))))
                    .isPresent();
        }
    }

    @Test
    void no_text_makes_the_search_slow() {
        String[] nasty = {
            "eyJ".repeat(30_000),
            "-----BEGIN ".repeat(9_000),
            "xoxb-".repeat(20_000),
            "%25".repeat(30_000),
            "a/".repeat(50_000),
            "eyJ" + "a".repeat(90_000) + "."
        };
        for (String text : nasty) {
            long start = System.nanoTime();
            SecretShape.inUrl(text);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
