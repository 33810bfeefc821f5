package dev.bailiwick.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "[1 2]",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "// c\n1",
                "/* c */ 1",
                "# c\n1",
                "01",
                "-01",
                "+1",
                ".5",
                "5.",
                "1e",
                "0x10",
                "NaN",
                "Infinity",
                "-Infinity",
                "tru",
                "True",
                "nul",
                "undefined",
                "\"a",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "1 2",
                "{} {}",
                "[] x",
                "\ufeff1",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"a\":1,\"b\":[{\"c\":1,\"c\":1}]}}",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "\"\\u0000\"",
                "{\"\\u0000\":1}",
                "1e401",
                "1e-401",
                "1e999999999",
                "0.00000000000000000000000000000000000000001",
                "1e99999999999999999999",
            })
    void text_that_another_reader_might_take_differently_is_refused_with_its_place(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.place()).matches("line \\d+, column -?\\d+"));
        assertThatThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.REQUEST))
                .isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-1.5",
                "1e2",
                "1E+2",
                "1e-2",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                "{}",
                " [ 1 , 2 ] ",
                "{\"\":{\"\":[]}}",
                "\"\\ud83d\\ude00\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                "1e399",
                "9007199254740993",
                "\"\u00e4\ud83d\ude00\""
            })
    void what_is_json_is_read_and_read_again_from_its_own_text(String text) {
        var value = Json.parse(text);
        assertThat(Json.parse(value.text())).isEqualTo(value);
        assertThat(Json.parse(Json.pretty(value))).isEqualTo(value);
        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.REQUEST))
                .isEqualTo(value);
    }

    @Test
    void a_refusal_names_the_line_and_never_quotes_the_text() {
        assertThatThrownBy(() -> Json.parse("{\n  \"secret\": \"hunter2\",\n  \"secret\": 1}"))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.place()).startsWith("line 3"))
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Json.parse("[hunter2]")).hasMessageNotContaining("hunter2");
    }

    @Test
    void depth_ends_at_its_limit_and_not_in_a_stack_overflow() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(500_000))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000))).isInstanceOf(JsonException.class);
    }

    @Test
    void length_and_digits_end_at_their_limits() {
        var limits = new JsonLimits(4, 20, 5);
        assertThat(Json.parse("\"" + "a".repeat(18) + "\"", limits)).isInstanceOf(JsonString.class);
        assertThatThrownBy(() -> Json.parse("\"" + "a".repeat(19) + "\"", limits))
                .isInstanceOf(JsonException.class);
        assertThat(Json.parse("12345", limits)).isEqualTo(JsonNumber.of(12345));
        assertThatThrownBy(() -> Json.parse("123456", limits)).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> new JsonLimits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c3",
                "22c328 22",
                "22eda08022",
                "22c08022",
                "fffe31003200",
                "feff00310032",
                "31003200",
                "00310032",
                "0000003100000032",
                "3100000032000000",
                "22f880808022"
            })
    void bytes_that_are_not_utf8_are_refused(String hex) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> Json.parse(bytes, JsonLimits.REQUEST)).isInstanceOf(JsonException.class);
    }

    @Test
    void whatever_bytes_come_in_the_answer_is_a_value_or_a_refusal() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        byte[] start = "{\"a\":[1.5e3,-0,true,null,\"x\\u00e4\\n\ud83d\ude00\"],\"b\":{\"c\":{}},\"d\":\"\"}"
                .getBytes(StandardCharsets.UTF_8);
        int rounds = Boolean.getBoolean("bailiwick.soak") ? 1_000_000 : 4_000;
        int read = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = mutated(start, random);
            try {
                var value = Json.parse(bytes, JsonLimits.REQUEST);
                assertThat(Json.parse(value.text())).as("seed %d", seed).isEqualTo(value);
                read++;
            } catch (JsonException e) {
                assertThat(e.getMessage())
                        .as("seed %d", seed)
                        .hasSizeLessThan(300)
                        .doesNotContain("\n");
            }
        }
        assertThat(read).isPositive();
    }

    private static byte[] mutated(byte[] start, Random random) {
        byte[] bytes = start.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            byte[] alphabet = "{}[]\",:\\u0e1-+.tfn \n\u0000".getBytes(StandardCharsets.UTF_8);
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
            if (random.nextInt(5) == 0) bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        }
        return bytes;
    }
}
