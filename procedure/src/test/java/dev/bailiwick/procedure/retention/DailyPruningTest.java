package dev.bailiwick.procedure.retention;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Retention;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.MemoryPruning;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DailyPruningTest {
    private final TestHouse house = new TestHouse();
    private final MemoryPruning pruning = new MemoryPruning(house.log);
    private final RetentionDesk desk = new RetentionDesk(
            house.control,
            pruning,
            house.facts,
            () -> new Rules(new Retention(List.of())),
            () -> Long.MAX_VALUE,
            house.clock);
    private final AtomicLong steady = new AtomicLong();
    private final DailyPruning daily = new DailyPruning(desk, house.log, house.clock, steady::get);

    private void append(String text) {
        var body = JsonObject.with("text", text).build();
        house.log.append(Event.of(Event.Kind.DECISION, new Actor.House(), AGENT, body));
    }

    private Optional<Report> pass(Duration time) {
        steady.addAndGet(time.toNanos());
        house.clock.advance(time);
        return daily.turn();
    }

    private void set(Duration by) {
        house.clock.advance(by);
    }

    private List<Entry> remarks() {
        return house.log.of(Event.Kind.HOUSE).stream()
                .filter(entry -> entry.body().string("what").equals(Optional.of("clock-set")))
                .toList();
    }

    @Test
    void once_a_day_what_has_outlived_its_rule_goes_and_nobody_asks_for_it() {
        append("old");
        pass(Duration.ofHours(23));
        assertThat(pruning.named()).isEmpty();

        assertThat(pass(Duration.ofDays(500)).map(Report::count)).contains(1L);
        append("young");
        assertThat(pruning.named()).containsExactly("0");
        assertThat(house.log.of(Event.Kind.RETENTION).getFirst().actor()).isEqualTo("bailiwick");
        assertThat(pass(Duration.ofHours(23))).isEmpty();
        assertThat(remarks()).isEmpty();
    }

    @Test
    void a_clock_set_forward_prunes_nothing_and_both_times_are_an_entry() {
        append("young");
        pass(Duration.ofHours(23));
        set(Duration.ofDays(500));

        assertThat(pass(Duration.ofHours(1))).isEmpty();
        assertThat(remarks()).hasSize(1);
        var body = remarks().getFirst().body();
        var expected = java.time.Instant.parse(body.string("expected").orElseThrow());
        var found = java.time.Instant.parse(body.string("found").orElseThrow());
        assertThat(Duration.between(expected, found)).isEqualTo(Duration.ofDays(500));
        set(Duration.ofDays(-500));
        assertThat(pass(Duration.ofHours(23))).isEmpty();
        assertThat(remarks()).hasSize(2);
        assertThat(pass(Duration.ofHours(24)).map(Report::count)).contains(0L);
        assertThat(pruning.named()).isEmpty();
    }

    @Test
    void a_clock_set_back_is_an_entry_and_prunes_later_not_earlier() {
        append("old");
        pass(Duration.ofDays(500));
        set(Duration.ofDays(-400));

        assertThat(pass(Duration.ofHours(1))).isEmpty();
        assertThat(pass(Duration.ofHours(24)).map(Report::count)).contains(0L);
        assertThat(remarks()).hasSize(1);
    }

    @Test
    void a_correction_of_a_second_is_none_that_counts() {
        pass(Duration.ofHours(12));
        set(Duration.ofSeconds(1));
        pass(Duration.ofHours(12));

        assertThat(remarks()).isEmpty();
    }
}
