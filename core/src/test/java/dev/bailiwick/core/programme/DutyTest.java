package dev.bailiwick.core.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DutyTest {
    private static final Instant DUE = Instant.parse("2026-11-30T00:00:00Z");
    private static final AgentId DESK = new AgentId("desk");
    private static final List<Person> PEOPLE =
            List.of(person("ian", Function.IT), person("sam", Function.SECURITY), person("bea", Function.BUSINESS));

    private static Person person(String name, Function function) {
        return new Person(new PersonId(name), name, Set.of(function), true, Optional.empty(), Set.of());
    }

    private static Programme shipped() throws IOException {
        try (var file = Objects.requireNonNull(Programme.class.getResourceAsStream(Programme.FILE))) {
            return Programme.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        }
    }

    private static Duty drill(boolean blocks, Optional<AgentId> agent) {
        var what = new Recurring(
                "containment-drill",
                "Rehearse",
                "do it",
                Recurring.Per.HOUSE,
                Duration.ofDays(90),
                List.of(Function.SECURITY, Function.IT, Function.BUSINESS),
                Duration.ofDays(14),
                blocks);
        return new Duty(what, "", agent, Optional.empty(), DUE, Optional.empty());
    }

    private static Instant late(int days) {
        return DUE.plus(Duration.ofDays(days));
    }

    @Test
    void a_duty_is_overdue_by_its_date_alone() {
        var duty = drill(false, Optional.empty());
        assertThat(duty.state(DUE.minus(Duration.ofDays(15)))).isEqualTo(Duty.State.LATER);
        assertThat(duty.state(DUE.minus(Duration.ofDays(14)))).isEqualTo(Duty.State.SOON);
        assertThat(duty.state(DUE.minusMillis(1))).isEqualTo(Duty.State.SOON);
        assertThat(duty.state(DUE)).isEqualTo(Duty.State.OVERDUE);
    }

    @Test
    void the_longer_it_is_overdue_the_further_it_goes_and_the_last_one_keeps_it() {
        var duty = drill(false, Optional.empty());
        assertThat(duty.owner(PEOPLE, late(-1))).contains(new PersonId("sam"));
        assertThat(duty.owner(PEOPLE, late(13))).contains(new PersonId("sam"));
        assertThat(duty.owner(PEOPLE, late(14))).contains(new PersonId("ian"));
        assertThat(duty.owner(PEOPLE, late(28))).contains(new PersonId("bea"));
        assertThat(duty.owner(PEOPLE, late(999))).contains(new PersonId("bea"));
        assertThat(duty.owner(List.of(), late(0))).isEmpty();
    }

    @Test
    void only_what_is_overdue_and_configured_blocks_and_only_whom_it_is_about() {
        assertThat(drill(true, Optional.empty()).blocks(DESK, late(-1))).isFalse();
        assertThat(drill(true, Optional.empty()).blocks(DESK, late(0))).isTrue();
        assertThat(drill(false, Optional.empty()).blocks(DESK, late(0))).isFalse();
        assertThat(drill(true, Optional.of(DESK)).blocks(DESK, late(0))).isTrue();
        assertThat(drill(true, Optional.of(new AgentId("other"))).blocks(DESK, late(0)))
                .isFalse();
    }

    @Test
    void eleven_duties_ship_and_each_is_somebodys() throws IOException {
        assertThat(shipped().all())
                .hasSize(11)
                .allSatisfy(each -> assertThat(each.owners()).hasSizeGreaterThan(1));
        assertThat(shipped().duties().keySet())
                .contains(
                        "rotation",
                        "containment-drill",
                        "backup-test",
                        "sample-review",
                        "owner-attestation",
                        "posture-scan");
    }

    @Test
    void an_organisation_changes_what_it_names_and_adds_what_is_new() throws IOException {
        var own = shipped().with(Json.parseObject("""
                {"version": 1, "duties": [
                  {"id": "containment-drill", "every": 30, "blocks": false},
                  {"id": "tabletop", "title": "Table-top exercise", "how": "meet", "per": "house", "every": 180,
                   "owners": ["business"], "blocks": true}]}"""));
        var drill = own.find("containment-drill").orElseThrow();
        assertThat(drill.every()).isEqualTo(Duration.ofDays(30));
        assertThat(drill.blocks()).isFalse();
        assertThat(drill.owners()).containsExactly(Function.SECURITY, Function.IT);
        assertThat(own.all()).hasSize(12);
    }

    @Test
    void a_wrong_line_is_refused_with_its_place() throws IOException {
        var shipped = shipped();
        for (var wrong : List.of(
                "{\"id\": \"containment-drill\", \"every\": 0}",
                "{\"id\": \"containment-drill\", \"colour\": \"red\"}",
                "{\"id\": \"rotation\", \"every\": 9}",
                "{\"id\": \"X\", \"title\": \"t\", \"how\": \"h\", \"per\": \"house\", \"every\": 1, \"owners\": [\"it\"]}",
                "{\"id\": \"nobodys\", \"title\": \"t\", \"how\": \"h\", \"per\": \"house\", \"every\": 1}"))
            assertThatThrownBy(
                            () -> shipped.with(Json.parseObject("{\"version\": 1, \"duties\": [%s]}".formatted(wrong))))
                    .as(wrong)
                    .isInstanceOf(JsonException.class)
                    .hasMessageContaining("/duties");
    }
}
