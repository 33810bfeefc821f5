package dev.bailiwick.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.policy.Listed;
import dev.bailiwick.core.testing.ShippedPolicies;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RiskMatrixTest {
    private static RiskMatrix shipped() throws IOException {
        try (var file = Objects.requireNonNull(RiskMatrix.class.getResourceAsStream(RiskMatrix.FILE))) {
            return RiskMatrix.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        }
    }

    private static RiskMatrix small(String controls) {
        return RiskMatrix.of(Json.parseObject("""
                {"format": "bailiwick-risk-1", "vectors": [{"id": "theft", "title": "Theft", "how": "by hand",
                 "impact": "it is gone", "likelihood": 4, "severity": 5, "reduces": 80, "controls": [%s]}]}
                """.formatted(controls)));
    }

    private static Row row(Map<String, Standing> standings) {
        return small("""
                {"id": "house/lock", "weight": 3}, {"id": "house/bell", "weight": 1}""")
                .rows(id -> new Reading(id, standings.getOrDefault(id, Standing.PASS), "seen"))
                .getFirst();
    }

    @Test
    void ten_vectors_ship_and_every_one_names_its_impact_and_its_controls() throws IOException {
        var matrix = shipped();
        assertThat(matrix.vectors())
                .extracting(Vector::id)
                .containsExactlyInAnyOrder(
                        "prompt-injection",
                        "exposed-gateway",
                        "credential-theft",
                        "excess-permission",
                        "malicious-skill",
                        "exec-abuse",
                        "exfiltration",
                        "fraud",
                        "insider",
                        "log-tampering");
        assertThat(matrix.vectors()).allSatisfy(vector -> {
            assertThat(vector.impact()).isNotBlank();
            assertThat(vector.controls()).hasSizeGreaterThan(4);
        });
        assertThat(matrix.vectors().stream().flatMap(vector -> vector.scenarios().stream()))
                .anyMatch(text -> text.startsWith("AML.CS0048"))
                .anyMatch(text -> text.startsWith("AML.CS0049"))
                .anyMatch(text -> text.startsWith("AML.CS0050"))
                .anyMatch(text -> text.startsWith("AML.CS0051"));
    }

    @Test
    void every_check_and_every_policy_it_names_is_there() throws IOException {
        var checks = List.of(Check.values()).stream().map(Check::id).toList();
        var policies = Listed.of(ShippedPolicies.TEXT).stream().map(Listed::id).toList();
        for (var vector : shipped().vectors()) {
            for (var control : vector.controls()) {
                String name = control.id().substring(control.id().indexOf('/') + 1);
                if (control.id().startsWith("posture/")) assertThat(checks).contains(name);
                if (control.id().startsWith("policy/*"))
                    assertThat(policies).contains(name.replace("*", "base"), name.replace("*", "att"));
                else if (control.id().startsWith("policy/"))
                    assertThat(policies).contains(name);
            }
        }
    }

    @Test
    void each_control_that_holds_takes_its_share_off_and_none_makes_the_risk_vanish() {
        assertThat(row(Map.of()).residual()).isEqualTo(4);
        assertThat(row(Map.of("house/bell", Standing.FAIL)).residual()).isEqualTo(8);
        assertThat(row(Map.of("house/lock", Standing.FAIL)).residual()).isEqualTo(16);
        assertThat(row(Map.of("house/lock", Standing.FAIL, "house/bell", Standing.FAIL))
                        .residual())
                .isEqualTo(20);
        assertThat(row(Map.of()).red()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Standing.class,
            names = {"FAIL", "UNKNOWN"})
    void a_control_that_failed_or_was_not_seen_turns_its_row_red_and_takes_nothing_off(Standing standing) {
        var row = row(Map.of("house/lock", standing));
        assertThat(row.red()).isTrue();
        assertThat(row.residual()).isEqualTo(16);
        assertThat(row.level()).isEqualTo(Row.Level.CRITICAL);
        assertThat(row.open()).extracting(line -> line.control().id()).containsExactly("house/lock");
    }

    @Test
    void what_has_no_meaning_here_leaves_its_share_to_the_others_and_a_row_without_any_is_red() {
        assertThat(row(Map.of("house/lock", Standing.NOT_APPLICABLE)).residual())
                .isEqualTo(4);
        var bare = row(Map.of("house/lock", Standing.NOT_APPLICABLE, "house/bell", Standing.NOT_APPLICABLE));
        assertThat(bare.residual()).isEqualTo(20);
        assertThat(bare.red()).isTrue();
    }

    @Test
    void a_control_of_several_rows_is_read_once() throws IOException {
        var reads = new AtomicInteger();
        var matrix = shipped();
        matrix.rows(id -> {
            reads.incrementAndGet();
            return Reading.unknown(id, "nobody looked");
        });
        assertThat(reads.get()).isEqualTo((int) matrix.vectors().stream()
                .flatMap(vector -> vector.controls().stream())
                .map(Control::id)
                .distinct()
                .count());
    }

    @Test
    void a_wrong_file_is_refused_with_its_place() {
        assertThatThrownBy(() -> small("{\"id\": \"nonsense\", \"weight\": 1}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("/vectors/0/controls/0/id");
        assertThatThrownBy(() -> small("{\"id\": \"house/lock\", \"weight\": 11}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("/vectors/0/controls/0/weight");
    }
}
