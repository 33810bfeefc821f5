package dev.bailiwick.core.incident.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static JsonObject data(String name) {
        try (var file = Objects.requireNonNull(Scenario.class.getResourceAsStream(name + ".json"), name)) {
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_shipped_scenario_says_what_must_be_stopped_and_where_it_was_seen() {
        for (String name : Scenario.SHIPPED) {
            var scenario = Scenario.of(data(name));
            assertThat(scenario.name()).isEqualTo(name);
            assertThat(scenario.references()).as(name).allMatch(each -> each.matches("AML\\.(CS|T)\\d{4}(\\.\\d{3})?"));
            assertThat(scenario.moves())
                    .as(name)
                    .filteredOn(Scenario.Move::mustBeStopped)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void what_is_no_scenario_is_refused() {
        var data = data("poisoned-skill");
        assertThatThrownBy(() -> Scenario.of(data.minus("moves"))).hasMessageContaining("practises nothing");
        assertThatThrownBy(() -> Scenario.of(data.minus("format"))).hasMessageContaining("format");
        assertThatThrownBy(() -> Scenario.of(data.plus("surprise", JsonObject.EMPTY)))
                .hasMessageContaining("unknown member");
    }

    @Test
    void a_result_is_read_again_as_it_was_written() {
        var drill = new Drill(
                "poisoned-skill",
                new AgentId("desk"),
                new CaseId("case-0000000001"),
                Instant.parse("2026-03-02T09:00:00Z"),
                List.of(
                        Drill.Mark.within(Duration.ofSeconds(1), "stopped", true, Duration.ofMillis(7), "refused"),
                        new Drill.Mark("told", false, Duration.ZERO, Optional.empty(), "nobody")));
        assertThat(Drill.of(drill.json())).isEqualTo(drill);
        assertThat(drill.passed()).isFalse();
        assertThat(drill.json().string("score")).contains("1 of 2");
    }

    @Test
    void what_came_too_late_did_not_pass() {
        var late = Drill.Mark.within(Duration.ofSeconds(1), "stopped", true, Duration.ofSeconds(2), "");
        assertThat(late.passed()).isFalse();
    }
}
