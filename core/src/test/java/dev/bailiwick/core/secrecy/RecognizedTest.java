package dev.bailiwick.core.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.value.DataClass;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognizedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Berta <berta.k@example.net> wrote      | PERSONAL",
                "call +49 (30) 1234 5678                | PERSONAL",
                "call +1-202-555-0143 today             | PERSONAL",
                "pay 4111 1111 1111 1111 today          | CARD",
                "the password is hunter2                | SECRET",
            })
    void a_text_shows_by_its_form_what_it_holds(String text, DataClass found) {
        assertThat(Recognized.in(text)).containsExactly(found);
    }

    @Test
    void ordinary_words_and_figures_show_nothing() {
        assertThat(Recognized.in("order 2026-11-30, 12 pieces at 4.50, see @home or 10+20"))
                .isEmpty();
    }

    @Test
    void a_hostile_text_takes_no_longer() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Recognized.in("a.".repeat(400_000) + "+1 2 3 ".repeat(50_000)));
    }
}
