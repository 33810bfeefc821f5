package dev.bailiwick.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void a_secret_never_prints() {
        try (var secret = new Secret("sk-very-secret")) {
            assertThat(secret).hasToString("[redacted]");
            assertThat("key=" + secret).doesNotContain("sk-");
        }
    }

    @Test
    void only_the_exact_text_matches() {
        try (var secret = new Secret("sk-é")) {
            assertThat(secret.matches("sk-é")).isTrue();
            assertThat(secret.matches("sk-")).isFalse();
            assertThat(secret.matches("")).isFalse();
            assertThat(secret.<String>reveal(text -> "Bearer " + text)).isEqualTo("Bearer sk-é");
        }
    }

    @Test
    void a_closed_secret_opens_nothing() {
        var secret = new Secret("x");
        secret.close();
        secret.close();
        assertThatThrownBy(() -> secret.matches("")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secret.reveal(String::length)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_empty_secret_is_refused() {
        assertThatThrownBy(() -> new Secret("")).isInstanceOf(IllegalArgumentException.class);
    }
}
