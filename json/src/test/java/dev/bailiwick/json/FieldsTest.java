package dev.bailiwick.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private final Fields fields = Fields.of(Json.parse("""
            {"text": "a", "number": 7, "large": 9223372036854775808, "half": 0.5, "flag": true, "nothing": null,
             "object": {"inner": {"deep": 1}}, "texts": ["a", "b"], "mixed": ["a", 1], "list": [{"x": 1}, {"x": "no"}],
             "step": "not-now", "at": "2026-05-04T12:00:00Z", "a/b~c": 1}
            """));

    private enum Step {
        NOW,
        NOT_NOW
    }

    @Test
    void members_are_read_as_what_they_are() {
        assertThat(fields.text("text")).isEqualTo("a");
        assertThat(fields.number("number")).isEqualTo(7);
        assertThat(fields.flag("flag")).isTrue();
        assertThat(fields.texts("texts")).containsExactly("a", "b");
        assertThat(fields.texts("absent")).isEmpty();
        assertThat(fields.oneOf("step", Step.class)).isEqualTo(Step.NOT_NOW);
        assertThat(fields.parsed("at", Instant::parse)).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(fields.optionalText("absent")).isEmpty();
        assertThat(fields.value("nothing")).contains(JsonNull.NULL);
        assertThat(fields.list("list").getFirst().number("x")).isEqualTo(1);
        assertThat(fields.has("text")).isTrue();
        assertThat(fields.has("absent")).isFalse();
    }

    @Test
    void what_is_missing_or_something_else_is_refused_with_its_pointer() {
        refused("/absent", () -> fields.text("absent"));
        refused("/number", () -> fields.text("number"));
        refused("/text", () -> fields.number("text"));
        refused("/large", () -> fields.number("large"));
        refused("/half", () -> fields.number("half"));
        refused("/text", () -> fields.flag("text"));
        refused("/nothing", () -> fields.text("nothing"));
        refused("/nothing", () -> fields.optionalText("nothing"));
        refused("/text", () -> fields.object("text"));
        refused("/mixed", () -> fields.texts("mixed"));
        refused("/text", () -> fields.texts("text"));
        refused("/text", () -> fields.list("text"));
        refused("/texts/0", () -> fields.list("texts"));
        refused("/list/1/x", () -> fields.list("list").get(1).number("x"));
        refused(
                "/object/inner/shallow",
                () -> fields.fields("object").fields("inner").text("shallow"));
        refused("/text", () -> fields.oneOf("text", Step.class));
        refused("/texts", () -> fields.eachOneOf("texts", Step.class));
        refused("/text", () -> fields.parsed("text", Instant::parse));
        refused("/a~1b~0c", () -> fields.text("a/b~c"));
        refused("/", () -> Fields.of(JsonArray.EMPTY));
    }

    @Test
    void a_records_own_complaint_is_kept_with_the_place() {
        assertThatThrownBy(() -> fields.parsed("text", text -> {
                    throw new IllegalArgumentException("not good");
                }))
                .hasMessage("not good at /text");
        refused(
                "/texts/1",
                () -> fields.eachParsed("texts", text -> {
                    if (text.equals("b")) throw new IllegalArgumentException("no b");
                    return text;
                }));
        refused(
                "/number",
                () -> fields.whole("number", number -> {
                    throw new IllegalArgumentException("not " + number);
                }));
        assertThat(fields.eachParsed("texts", String::length)).isEqualTo(List.of(1, 1));
    }

    @Test
    void a_member_that_nobody_asked_for_is_refused() {
        var strict = Fields.of(Json.parse("{\"a\": 1, \"b\": 2}"));
        strict.number("a");
        refused("/b", strict::end);
        strict.optionalNumber("b");
        strict.end();
    }

    @Test
    void values_that_are_written_are_checked_too() {
        assertThatThrownBy(() -> new JsonString("\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonObject.with("a", "1").and("a", "2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_number_equals_itself_however_it_was_written() {
        Consumer<String> equalsTen = text ->
                assertThat(Json.parse(text)).isEqualTo(JsonNumber.of(10)).hasSameHashCodeAs(JsonNumber.of(10));
        List.of("10", "10.0", "1e1", "1.0E+1", "100e-1").forEach(equalsTen);
        assertThat(Json.parse("-0.0")).isEqualTo(JsonNumber.of(0));
    }

    private static void refused(String place, ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.place()).isEqualTo(place));
    }
}
