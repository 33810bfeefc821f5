package dev.bailiwick.core.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void it_is_the_hmac_of_rfc_4231() {
        var print = Fingerprint.of(new Secret("Jefe"), new Secret("what do ya want for nothing?"));
        assertThat(print).hasToString("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void another_installation_has_other_fingerprints() {
        var secret = new Secret("value");
        assertThat(Fingerprint.of(new Secret("one"), secret)).isNotEqualTo(Fingerprint.of(new Secret("two"), secret));
    }

    @Test
    void a_text_is_known_in_its_other_spellings() {
        assertThat(Spellings.of("YWJjLWRlZg==")).contains("abc-def");
        assertThat(Spellings.of(" 'abc%2Ddef'\n")).contains("abc-def");
        assertThat(Spellings.of("abc-def")).startsWith("abc-def");
        assertThat(Spellings.of("50%")).contains("50%");
    }
}
