package dev.bailiwick.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void what_an_eye_cannot_see_is_an_escape_and_counted() {
        var shown = Shown.line("pay\u202e100\u200bEUR\u00a0now");
        assertThat(shown.plain()).isEqualTo("pay\\u{202e}100\\u{200b}EUR\\u{a0}now");
        assertThat(shown.hidden()).isEqualTo(3);
        assertThat(shown.pieces()).filteredOn(Shown.Piece::escaped).hasSize(3);
    }

    @Test
    void in_a_block_line_feeds_and_tabs_do_what_they_do_and_carriage_returns_do_not() {
        assertThat(Shown.block("a\n\tb\rc").plain()).isEqualTo("a\n\tb\\u{d}c");
        assertThat(Shown.line("a\nb").plain()).isEqualTo("a\\u{a}b");
    }

    @Test
    void words_of_two_alphabets_are_named() {
        assertThat(Shown.line("send to p\u0430ypal.com and Москва").mixed()).containsExactly("p\\u{430}ypal");
        assertThat(Shown.line("Ελλάδα, Київ, Zürich, 東京").mixed()).isEmpty();
    }

    @Test
    void nothing_is_ever_left_out() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                int c = random.nextBoolean() ? random.nextInt(0x300) : random.nextInt(0x11000);
                if (c < 0xd800 || c > 0xdfff) text.appendCodePoint(c);
            }
            assertThat(Shown.line(text.toString()).plain())
                    .as("seed %d", seed)
                    .isEqualTo(dev.bailiwick.core.value.Untrusted.visible(text.toString()));
        }
    }

    @Test
    void arguments_are_complete_one_row_per_value() {
        var arguments = Arguments.of(Json.parseObject(
                "{\"to\":[{\"address\":\"a@b\",\"ok\":true},{}],\"n\":1.50,\"empty\":[],\"none\":null,\"s\":\"\"}"));
        assertThat(arguments.rows())
                .extracting(row -> row.path().plain() + "=" + row.value().plain())
                .containsExactly(
                        "to[0].address=a@b", "to[0].ok=true", "to[1]={}", "n=1.5", "empty=[]", "none=null", "s=");
        assertThat(arguments.canonical().plain()).startsWith("{\"empty\":[]");
    }
}
