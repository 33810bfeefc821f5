package dev.bailiwick.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a $(b)",
                "a `b`",
                "a \"$(b)\"",
                "a \"`b`\"",
                "a $b",
                "a ${b}",
                "a $'b'",
                "a $\"b\"",
                "a $[1]",
                "a $((1))",
                "a *",
                "a b?",
                "a [bc]",
                "a {b,c}",
                "a {b}c,d}",
                "a {}b,c}",
                "a {1..3}",
                "{ a; }",
                "(a)",
                "a() { b; }",
                "a & b",
                "a &",
                "a |& b",
                "a &> b",
                "a >| b",
                "a <> b",
                "a << b",
                "a <<< b",
                "a <(b)",
                "a >(b)",
                "a 2>&-",
                "a <&3",
                "a 3> b",
                "a {fd}> b",
                "> b",
                "a >",
                "a |",
                "| a",
                "a ;",
                ";a",
                "a ;; b",
                "a && || b",
                "! a",
                "if a",
                "for a",
                "time a",
                "coproc a",
                "[[ a ]]",
                "function a",
                "a 'b",
                "a \"b",
                "a \\",
                "a #b",
                "#a",
                "a ~",
                "a ~b",
                "a b=~/c",
                "a b:~c",
                "a !b",
                "a \"!b\"",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u0000b",
                "a\u001b[2K",
                "a\u00a0b",
                "a\u200bb",
                "a \u202e b",
                "a\u2028b",
                "b[1]=c a",
                "b+=c a",
                "'' a",
                "%1",
                "\ud800 a",
                "a \\\nb"
            })
    void what_shells_may_read_differently_or_expand_is_refused_with_its_place(String text) {
        assertThat(ShellLine.read(text)).isInstanceOfSatisfying(ShellReading.Refused.class, refused -> {
            assertThat(refused.why()).isNotBlank();
            assertThat(refused.at()).isBetween(1, text.length() + 1);
        });
    }

    @Test
    void a_line_longer_than_a_person_reads_is_refused() {
        assertThat(ShellLine.read("echo " + "a".repeat(ShellLine.LONGEST))).isInstanceOf(ShellReading.Refused.class);
    }

    @Test
    void quotes_and_backslashes_are_taken_away_as_shells_do() {
        assertThat(arguments("a 'b  c'\"d $\" e\\ f \"g\\\"\\h\" ''  x'y'z \\$ i\\;j"))
                .containsExactly("a", "b  cd $", "e f", "g\"\\h", "", "xyz", "$", "i;j");
    }

    @Test
    void what_only_looks_special_stays_what_it_is() {
        assertThat(arguments("a {} @{u} HEAD~1 b#c d=e \"f!\" g$ ] %1 ^h [ + , : .."))
                .containsExactly(
                        "a", "{}", "@{u}", "HEAD~1", "b#c", "d=e", "f!", "g$", "]", "%1", "^h", "[", "+", ",", ":",
                        "..");
    }

    @Test
    void connectors_pipes_variables_and_redirections_are_told_apart() {
        var line = line("A=1 b <c 2>>d | e >f 2>&1 && g || h; i");
        assertThat(line.pipelines()).extracting(each -> each.commands().size()).containsExactly(2, 1, 1, 1);
        assertThat(line.commands().getFirst().environment()).containsExactly("A=1");
        assertThat(line.shown()).isEqualTo("A=1 b 0<c 2>>d | e 1>f 2>&1 && g || h; i");
    }

    @Test
    void what_is_shown_reads_as_the_same_arguments() {
        var line = line("a 'b'\\''c' \"d e\" f=g '' h\\>i \"\u00e9\"");
        assertThat(line(line.shown()).json()).isEqualTo(line.json());
    }

    @Test
    void an_approval_binds_to_the_text_and_to_what_it_was_read_as() {
        assertThat(line("a 'b'").digest()).isNotEqualTo(line("a b").digest());
        assertThat(line("a b").digest()).isEqualTo(line("a b").digest());
    }

    @Test
    void random_bytes_never_throw_and_take_no_longer_than_their_length_allows() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        int rounds = Boolean.getBoolean("bailiwick.soak") ? 5_000_000 : 100_000;
        Assertions.assertTimeout(Duration.ofMinutes(10), () -> {
            for (int i = 0; i < rounds; i++) {
                var bytes = new byte[random.nextInt(60)];
                random.nextBytes(bytes);
                if (random.nextBoolean())
                    for (int j = 0; j < bytes.length; j++) bytes[j] = (byte) (32 + (bytes[j] & 0x7f) % 95);
                assertThat(ShellLine.read(new String(bytes, StandardCharsets.UTF_8)))
                        .isNotNull();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "\\", "{", "{a", "a|", "a;", "a=", "$", "[", "é", "''", "\"\"", "\\a"})
    void the_longest_lines_of_one_piece_are_read_at_once(String piece) {
        Assertions.assertTimeout(
                Duration.ofSeconds(1), () -> ShellLine.read(piece.repeat(ShellLine.LONGEST / piece.length())));
    }

    private static ShellLine line(String text) {
        assertThat(ShellLine.read(text)).isInstanceOf(ShellLine.class);
        return (ShellLine) ShellLine.read(text);
    }

    private static List<String> arguments(String text) {
        return line(text).commands().getFirst().arguments();
    }
}
