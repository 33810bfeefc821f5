package dev.bailiwick.cedar.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.ValueJson;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.schema.Fragment;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A real policy set of some size: 59 policies over 30 entity types and 33 actions. */
class PackTest {
    private final Schema schema = Schema.parse(text("bailiwick.cedarschema"));
    private final PolicySet pack = pack();
    private final Validator validator = new Validator(schema, Mode.STRICT);

    private static String text(String name) {
        try (var in = PackTest.class.getResourceAsStream("/dev/bailiwick/cedar/pack/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PolicySet pack() {
        var all = new ArrayList<Policy>();
        for (String part : List.of("freeze", "core", "baseline", "regulated", "observe", "duties")) {
            for (Policy policy : PolicySet.parse(text(part + ".cedar")).policies()) {
                all.add(policy.withId(policy.annotation("id").orElseThrow()));
            }
        }
        return PolicySet.of(all);
    }

    @Test
    void the_pack_is_strictly_valid_at_level_two_without_a_warning() {
        assertThat(pack.policies()).hasSize(59);
        assertThat(validator.validate(pack, 2)).isEqualTo(new Validation(List.of(), List.of()));
    }

    @Test
    void the_pack_reaches_further_than_level_one_in_six_places() {
        assertThat(validator.validate(pack, 1).errors())
                .hasSize(6)
                .extracting(Finding::problem)
                .containsOnly(Problem.LEVEL_EXCEEDED);
    }

    @Test
    void its_facts_and_requests_fit_its_schema() {
        var conformance = new Conformance(schema);

        assertThat(conformance.entities(EntityJson.parse(text("entities.json"), schema)))
                .isEmpty();
        for (String line : text("golden.jsonl").lines().toList()) {
            JsonObject golden = Json.parseObject(line);
            var action = ValueJson.readUid(golden.get("action").orElseThrow());
            assertThat(conformance.request(
                            ValueJson.readUid(golden.get("principal").orElseThrow()),
                            action,
                            ValueJson.readUid(golden.get("resource").orElseThrow()),
                            ValueJson.readRecord(golden.get("context").orElseThrow(), schema.context(action))))
                    .as(golden.string("id").orElseThrow())
                    .isEmpty();
        }
    }

    @Test
    void a_misspelt_word_of_a_closed_vocabulary_does_not_pass() {
        var policies = PolicySet.parse("""
                forbid (principal, action, resource)
                when { context.destinationSource == Bailiwick::Source::"untrustet" };
                """);

        assertThat(validator.validate(policies).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).isEqualTo(Problem.UNLISTED_ENTITY);
            assertThat(finding.hint()).contains("did you mean `untrusted`?");
        });
    }

    @Test
    void its_schema_prints_and_reads_back_in_both_forms() {
        var fragment = Fragment.parse(text("bailiwick.cedarschema"));

        assertThat(Fragment.parse(fragment.text()).json()).isEqualTo(fragment.json());
        assertThat(Schema.of(List.of(Fragment.ofJson(fragment.json()))).entityTypes())
                .containsExactlyInAnyOrderElementsOf(schema.entityTypes());
    }
}
