package dev.bailiwick.procedure.incident;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ContainmentTest {
    private final ManualClock clock = new ManualClock();
    private final MemoryAuditLog log = new MemoryAuditLog(clock);
    private final List<Step> begun = Collections.synchronizedList(new ArrayList<>());
    private final Map<Step, Function<Order, Achieved>> steps = new EnumMap<>(Step.class);
    private final AtomicInteger ids = new AtomicInteger();

    ContainmentTest() {
        for (var step : Step.values()) {
            steps.put(step, _ -> {
                begun.add(step);
                return Achieved.done("as it should", JsonObject.EMPTY);
            });
        }
    }

    private Containment containment() {
        return containment(clock);
    }

    private Containment containment(InstantSource time) {
        return new Containment(
                log, new Cases(log), steps, time, () -> new CaseId("case-000000000" + ids.incrementAndGet()));
    }

    private Incident contain() {
        try (var containment = containment()) {
            return containment.contain(Optional.of(AGENT), "odd mails", by(IT));
        }
    }

    @Test
    void everything_is_taken_and_stands_in_the_log() {
        var incident = contain();

        assertThat(incident.state()).isEqualTo(Incident.State.CONTAINED);
        assertThat(begun).containsExactlyInAnyOrder(Step.values());
        assertThat(new Cases(log).all()).containsExactly(incident);
    }

    @Test
    void what_is_volatile_is_sealed_in_the_log_before_anything_is_changed() {
        steps.put(Step.CLOSE, _ -> {
            assertThat(log.entries())
                    .anyMatch(entry -> entry.body()
                            .object("taken")
                            .flatMap(taken -> taken.string("step"))
                            .equals(Optional.of("seal")));
            return Achieved.done("", JsonObject.EMPTY);
        });

        assertThat(contain().at(Step.CLOSE).orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void no_step_waits_for_another_to_succeed() throws InterruptedException {
        var killed = new CountDownLatch(1);
        steps.put(Step.SEAL, _ -> forever());
        steps.put(Step.CLOSE, _ -> after(killed));
        steps.put(Step.KILL, _ -> {
            killed.countDown();
            throw new IllegalStateException("the table cannot be read");
        });

        var incident = contain();

        assertThat(killed.await(0, TimeUnit.SECONDS)).isTrue();
        assertThat(incident.at(Step.SEAL).orElseThrow().outcome()).isEqualTo(Outcome.TOO_LATE);
        assertThat(incident.at(Step.CLOSE).orElseThrow().outcome()).isEqualTo(Outcome.DONE);
        assertThat(incident.at(Step.REVOKE).orElseThrow().outcome()).isEqualTo(Outcome.DONE);
        assertThat(incident.state()).isEqualTo(Incident.State.RED);
    }

    private static Achieved after(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS) ? Achieved.done("", JsonObject.EMPTY) : Achieved.failed("waited");
        } catch (InterruptedException _) {
            return Achieved.failed("interrupted");
        }
    }

    private static Achieved forever() {
        return after(new CountDownLatch(1));
    }

    @Test
    void a_seal_that_hangs_delays_the_rest_by_its_head_start_alone() {
        steps.put(Step.SEAL, _ -> forever());
        try (var containment = containment(InstantSource.system())) {
            var incident = containment.contain(Optional.of(AGENT), "odd", by(IT));

            var seal = incident.at(Step.SEAL).orElseThrow();
            var kill = incident.at(Step.KILL).orElseThrow();
            assertThat(seal.outcome()).isEqualTo(Outcome.TOO_LATE);
            assertThat(Duration.between(seal.began(), kill.began()))
                    .isBetween(Containment.HEAD_START, Duration.ofSeconds(2));
        }
    }

    @Test
    void wherever_a_crash_came_the_case_goes_on() {
        contain();
        var whole = log.entries();
        for (int kept = 1; kept <= whole.size(); kept++) {
            var after = new MemoryAuditLog(clock);
            whole.subList(0, kept)
                    .forEach(entry -> after.append(
                            new Event(entry.kind(), by(IT), Optional.of(AGENT), Optional.empty(), entry.body())));
            try (var containment = new Containment(after, new Cases(after), steps, clock, () -> {
                throw new AssertionError("a second case was opened");
            })) {
                containment.resume();
            }

            var incident = new Cases(after).all().getFirst();
            assertThat(incident.state()).as("after %d entries", kept).isEqualTo(Incident.State.CONTAINED);
            assertThat(after.size()).as("each step once").isEqualTo(whole.size());
        }
    }

    @Test
    void what_failed_is_taken_again_and_a_repeated_failure_is_said_once() {
        steps.put(Step.REVOKE, _ -> Achieved.failed("the store is away"));
        contain();
        long entries = log.size();
        try (var containment = containment()) {
            containment.resume();
            containment.resume();
            assertThat(log.size()).isEqualTo(entries);

            steps.put(Step.REVOKE, _ -> Achieved.done("six ended", JsonObject.EMPTY));
        }
        try (var containment = containment()) {
            containment.resume();
        }

        assertThat(new Cases(log).all().getFirst().state()).isEqualTo(Incident.State.CONTAINED);
    }

    @Test
    void what_only_looks_is_not_taken_again() {
        steps.put(Step.CAPTURE, _ -> Achieved.failed("nothing to see"));
        contain();
        begun.clear();
        try (var containment = containment()) {
            containment.resume();
        }

        assertThat(begun).isEmpty();
    }

    @Test
    void without_a_log_everything_is_closed_and_written_when_the_log_is_back() {
        log.breakDown();
        try (var containment = containment()) {
            var incident = containment.contain(Optional.of(AGENT), "odd", by(IT));
            assertThat(incident.state()).isEqualTo(Incident.State.CONTAINED);
            assertThat(log.size()).isZero();

            log.mend();
            containment.resume();

            assertThat(new Cases(log).all()).containsExactly(incident);
        }
    }

    @Test
    void a_step_that_hangs_is_not_begun_again_by_a_round() {
        var free = new CountDownLatch(1);
        steps.put(Step.SEAL, _ -> Achieved.done("", JsonObject.EMPTY));
        steps.put(Step.ISOLATE, _ -> {
            begun.add(Step.ISOLATE);
            return after(free);
        });
        try (var containment = containment(late(Step.ISOLATE))) {
            containment.contain(Optional.of(AGENT), "odd", by(IT));
            begun.clear();
            containment.resume();
            containment.resume();

            assertThat(begun).doesNotContain(Step.ISOLATE);
            free.countDown();
        }
    }

    /** A clock on which every deadline has passed as soon as it is looked at again. */
    private InstantSource late(Step step) {
        return () -> {
            clock.advance(step.deadline());
            return clock.instant();
        };
    }

    @Test
    void what_does_not_fit_while_the_log_is_away_is_counted_and_the_last_word_said_again() {
        log.breakDown();
        try (var containment = containment()) {
            for (int i = 0; i <= Unwritten.MOST / Step.values().length; i++)
                containment.contain(Optional.of(AGENT), "odd", by(IT));
            var done = containment.contain(Optional.of(AGENT), "odd", by(IT));
            log.mend();
            containment.resume();

            assertThat(containment.written()).isTrue();
            assertThat(log.of(Event.Kind.INCIDENT))
                    .filteredOn(entry -> entry.body().string("what").equals(Optional.of("entries-not-kept")))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.body().get("count")).contains(JsonNumber.of(9)));
            assertThat(new Cases(log).find(done.id()).orElseThrow().state()).isEqualTo(Incident.State.CONTAINED);
        }
    }

    @Test
    void the_lever_pulled_twice_is_one_case() {
        try (var containment = containment()) {
            var first = containment.contain(Optional.of(AGENT), "odd", by(IT));
            var second = containment.contain(Optional.of(AGENT), "again", by(IT));

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(begun).hasSize(2 * Step.values().length);
        }
    }

    @Test
    void what_was_seen_before_the_stop_is_not_replaced_by_what_is_seen_after_it() {
        var looks = new AtomicInteger();
        steps.put(Step.SEAL, _ -> Achieved.done("look " + looks.incrementAndGet(), JsonObject.EMPTY));
        try (var containment = containment()) {
            containment.contain(Optional.of(AGENT), "odd", by(IT));
            var again = containment.contain(Optional.of(AGENT), "odder", by(IT));

            assertThat(again.at(Step.SEAL).orElseThrow().note()).isEqualTo("look 1");
            assertThat(new Cases(log).all()).containsExactly(again);
        }
    }

    @Test
    void what_was_begun_while_no_server_ran_is_taken_over_and_every_step_taken_again() {
        var offline = Incident.open(
                        new CaseId("case-offline0000"), Optional.of(AGENT), "odd", "account:root", clock.instant())
                .with(contain().at(Step.KILL).orElseThrow());
        begun.clear();
        try (var containment = containment()) {
            var incident = containment.takeOver(offline, new Actor.LocalAccount("root"));

            assertThat(incident.state()).isEqualTo(Incident.State.CONTAINED);
            assertThat(begun).containsExactlyInAnyOrder(Step.values());
            assertThat(containment.written()).isTrue();
            assertThat(new Cases(log).find(offline.id())).contains(incident);
        }
    }

    @Test
    void only_a_person_says_that_what_no_machine_can_do_is_done() {
        steps.put(Step.KILL, _ -> Achieved.failed("still running: [17]"));
        steps.put(Step.ISOLATE, _ -> Achieved.byHand("cut it off"));
        try (var containment = containment()) {
            var id = containment.contain(Optional.of(AGENT), "odd", by(IT)).id();

            assertThat(containment.confirm(id, Step.KILL, " ", by(IT))).isPresent();
            assertThat(containment.confirm(id, Step.KILL, "it looks dead", by(IT)))
                    .as("words against the process table")
                    .isPresent();
            assertThat(containment.confirm(id, Step.ISOLATE, "the switch's port is down", by(IT)))
                    .isEmpty();
            assertThat(containment.confirm(id, Step.KILL, "pulled the plug", by(IT)))
                    .isEmpty();
            assertThat(new Cases(log).find(id).orElseThrow().state()).isEqualTo(Incident.State.CONTAINED);
        }
    }
}
