package dev.bailiwick.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class TemplatesTest {
    static final java.util.List<String> SHIPPED = Templates.SHIPPED;

    private static final Map<String, String> REQUEST = Map.of(
            "agent", "desk",
            "integration", "CRM",
            "justification", "it answers customers",
            "permissions", "contacts:read, notes:write",
            "data", "personal, internal",
            "requester", "Ana",
            "owner", "Ben");

    private static Template shipped(String name) {
        return Template.of(
                Json.parseObject(text(name + ".json").orElseThrow().getBytes(StandardCharsets.UTF_8), JsonLimits.FILE),
                text(name + ".md").orElseThrow(),
                text(name + ".cedar"));
    }

    private static Optional<String> text(String file) {
        try (var stream = Templates.class.getResourceAsStream(file)) {
            return Optional.ofNullable(stream).map(open -> {
                try {
                    return new String(open.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Template template(String parameter, String document, String cedar) {
        return Template.of(
                Json.parseObject("""
                {"format": "bailiwick-template-1", "name": "t", "version": 1, "title": "T", "purpose": "p",
                 "parameters": [%s]}""".formatted(parameter)),
                document,
                Optional.of(cedar).filter(text -> !text.isEmpty()));
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void every_template_that_ships_is_rendered_whole_and_says_what_it_was_made_of(String name) {
        var template = shipped(name);
        assertThat(template.name()).isEqualTo(name);
        var values = new TreeMap<String, String>();
        template.parameters().stream()
                .filter(parameter -> parameter.usual().isEmpty())
                .forEach(parameter -> values.put(parameter.name(), specimen(parameter.kind())));
        var instance = template.instantiate(values);
        assertThat(instance.document())
                .startsWith("# " + template.title())
                .contains(name + ", version 1")
                .doesNotContain("{{", "}}");
        assertThat(instance.cedar().orElse("")).doesNotContain("{{", "}}");
    }

    private static String specimen(Kind kind) {
        return switch (kind) {
            case Kind.Text _ -> "as agreed";
            case Kind.Whole(var from, var _) -> String.valueOf(from);
            case Kind.Choice(var of) -> Objects.requireNonNull(of.getFirst());
            case Kind.Word _ -> "a_word";
            case Kind.Agent _ -> "desk";
            case Kind.Host _ -> "api.example.com";
            case Kind.Day _ -> "2026-12-31";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days|0|days: expected a whole number from 1 to 365",
                "days|soon|days: expected a whole number",
                "agent|Desk Top|agent: expected the name of an agent",
                "data|personal, gossip|data: expected one of public, internal",
                "justification|''|justification: expected one line",
                "colour|blue|colour: integration-request has no such parameter"
            })
    void a_bad_value_is_refused_with_its_field(String field, String value, String message) {
        var values = new TreeMap<>(REQUEST);
        values.put(field, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shipped("integration-request").instantiate(values))
                .withMessageContaining(message);
    }

    @Test
    void a_missing_value_is_named_with_what_is_expected() {
        var values = new TreeMap<>(REQUEST);
        values.remove("owner");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shipped("integration-request").instantiate(values))
                .withMessage("owner: missing; expected one line of at most 300 visible characters");
    }

    @Test
    void a_value_is_text_and_never_markdown_html_or_another_value() {
        var values = new TreeMap<>(REQUEST);
        values.put("justification", "**now** <script> [x](y) {{owner}}");
        values.put("permissions", "{{requester}}, a|b");
        var document = shipped("integration-request").instantiate(values).document();
        assertThat(document)
                .contains("\\*\\*now\\*\\* \\<script\\> \\[x\\](y) \\{\\{owner\\}\\}")
                .contains("- \\{\\{requester\\}\\}\n- a\\|b\n");
    }

    @Test
    void a_line_break_or_a_hidden_character_is_no_text() {
        for (var value : new String[] {"one\ntwo", "left\u202eright"}) {
            var values = new TreeMap<>(REQUEST);
            values.put("owner", value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shipped("integration-request").instantiate(values));
        }
    }

    @Test
    void open_text_never_reaches_a_policy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> template(
                        "{\"name\": \"why\", \"about\": \"w\", \"type\": \"text\"}", "{{why}}", "@reason(\"{{why}}\")"))
                .withMessageContaining("why is open text");
    }

    @Test
    void what_the_text_names_and_what_the_data_names_are_the_same() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> template("", "{{why}}", ""))
                .withMessageContaining("no parameter is called [why]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> template("{\"name\": \"why\", \"about\": \"w\", \"type\": \"text\"}", "nothing", ""))
                .withMessageContaining("why stands nowhere");
    }

    @Test
    void the_same_values_have_the_same_digest_and_others_another() {
        var one = shipped("integration-request").instantiate(REQUEST);
        assertThat(shipped("integration-request").instantiate(REQUEST).digest()).isEqualTo(one.digest());
        var values = new TreeMap<>(REQUEST);
        values.put("days", "30");
        assertThat(shipped("integration-request").instantiate(values).digest()).isNotEqualTo(one.digest());
    }
}
