package dev.bailiwick.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    /** RFC 8785 section 3.2.2 and 3.2.4; its first number has more digits than a double holds and would be refused here. */
    @Test
    void the_rfcs_own_example_has_the_rfcs_own_bytes() {
        var value = Json.parse("""
                {
                  "numbers": [333333333.3333333, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """);
        assertThat(CanonicalJson.text(value))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785 section 3.2.3: sorted by UTF-16 code units, which is neither code points nor any language's order. */
    @Test
    void members_are_sorted_by_utf16_code_units() {
        var value = Json.parseObject("""
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
                 "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control", "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """);
        assertThat(Json.parseObject(CanonicalJson.text(value)).members().values())
                .extracting(JsonValue::text)
                .containsExactly(
                        "\"Carriage Return\"",
                        "\"One\"",
                        "\"Control\"",
                        "\"Latin Small Letter O With Diaeresis\"",
                        "\"Euro Sign\"",
                        "\"Emoji: Grinning Face\"",
                        "\"Hebrew Letter Dalet With Dagesh\"");
    }

    /** RFC 8785 appendix B: IEEE 754 bits and what ECMAScript prints. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        "0000000000000002, 1e-323",
        "000000000000000a, 5e-323",
        "0000000000000014, 1e-322",
        "0000000000000003, 1.5e-323"
    })
    void a_number_is_printed_as_ecmascript_prints_it(String bits, String text) {
        assertThat(EcmaScriptNumber.text(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(text);
    }

    @Test
    void any_double_reads_back_from_its_printed_form() {
        var random = new Random(8785);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(number) || number == 0) continue;
            assertThat(Double.parseDouble(EcmaScriptNumber.text(number))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "0.1000000000000000055511151231257827021181583404541015625",
                "1e399",
                "10.00000000000000001"
            })
    void a_number_that_would_be_rounded_has_no_canonical_form(String number) {
        assertThatThrownBy(() -> CanonicalJson.bytes(Json.parse(number, JsonLimits.FILE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_value_has_one_form_however_it_was_written() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var value = value(random, 0);
            String form = CanonicalJson.text(value);
            assertThat(CanonicalJson.text(shuffled(value, random)))
                    .as("seed %d", seed)
                    .isEqualTo(form);
            assertThat(Json.parse(form)).as("seed %d: %s", seed, form).isEqualTo(value);
            assertThat(CanonicalJson.bytes(value)).isEqualTo(form.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void canonical_text_keeps_what_ordinary_text_escapes() {
        assertThat(CanonicalJson.text(new JsonString("\u2028\u202e\u007f"))).isEqualTo("\"\u2028\u202e\u007f\"");
        assertThat(new JsonString("\u2028\u202e\u007f").text()).isEqualTo("\"\\u2028\\u202e\\u007f\"");
    }

    private static JsonValue value(Random random, int depth) {
        return switch (depth > 3 ? random.nextInt(4) : random.nextInt(6)) {
            case 0 ->
                new JsonNumber(new java.math.BigDecimal(
                        Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20))));
            case 1 -> new JsonBoolean(random.nextBoolean());
            case 2 -> JsonNull.NULL;
            case 3 -> new JsonString(text(random));
            case 4 -> JsonArray.of(value(random, depth + 1), value(random, depth + 1));
            default -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) members.put(text(random), value(random, depth + 1));
                yield new JsonObject(members);
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int c = 1 + random.nextInt(random.nextBoolean() ? 0x7f : 0x10fffe);
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) text.appendCodePoint(c);
        }
        return text.toString();
    }

    private static JsonValue shuffled(JsonValue value, Random random) {
        return switch (value) {
            case JsonObject(var members) -> {
                var names = new ArrayList<>(members.entrySet());
                Collections.shuffle(names, random);
                Map<String, JsonValue> again = new LinkedHashMap<>();
                names.forEach(member -> again.put(member.getKey(), shuffled(member.getValue(), random)));
                yield new JsonObject(again);
            }
            case JsonArray(var values) ->
                new JsonArray(
                        values.stream().map(each -> shuffled(each, random)).toList());
            default -> value;
        };
    }
}
