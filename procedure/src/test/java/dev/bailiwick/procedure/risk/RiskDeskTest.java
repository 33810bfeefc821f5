package dev.bailiwick.procedure.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.risk.Reading;
import dev.bailiwick.core.risk.RiskMatrix;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RiskDeskTest {
    private final TestHouse house = new TestHouse();
    private Standing lock = Standing.PASS;

    private RiskDesk desk(RiskDesk.Source source) {
        return new RiskDesk(RiskMatrix.of(Json.parseObject("""
                {"format": "bailiwick-risk-1", "vectors": [{"id": "theft", "title": "Theft", "how": "by hand",
                 "impact": "it is gone", "likelihood": 4, "severity": 5, "reduces": 80,
                 "controls": [{"id": "house/lock", "weight": 1}]}]}""")), Map.of("house", source), house.alerts);
    }

    private Optional<Reading> lock(String name) {
        return Optional.of(name).filter("lock"::equals).map(each -> new Reading("the door is shut", lock, "seen"));
    }

    private List<String> told() {
        return house.log.entries().stream()
                .filter(entry -> entry.kind() == Event.Kind.ALERT)
                .map(entry -> entry.body().string("text").orElse(""))
                .toList();
    }

    @Test
    void a_risk_that_grew_is_told_of_once_and_with_the_control_that_fell() {
        var desk = desk(this::lock);
        desk.look();
        lock = Standing.FAIL;
        desk.look();
        desk.look();
        assertThat(told()).containsExactly("Theft: residual risk 4 before, 20 now; house/lock is FAIL");
    }

    @Test
    void a_source_that_breaks_and_a_control_it_does_not_know_are_unknown_and_never_hold() {
        var broken = desk(_ -> {
            throw new IllegalStateException("the disk is away");
        });
        assertThat(broken.rows().getFirst().lines().getFirst().reading())
                .isEqualTo(new Reading("house/lock", Standing.UNKNOWN, "it cannot be read: the disk is away"));
        var other = desk(_ -> Optional.empty());
        assertThat(other.rows().getFirst().red()).isTrue();
    }
}
