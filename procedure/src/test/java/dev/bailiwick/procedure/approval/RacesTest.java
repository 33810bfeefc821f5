package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Ten thousand times everybody presses everything at the same moment. */
class RacesTest {
    private static final int ROUNDS = Boolean.getBoolean("bailiwick.soak") ? 200_000 : 10_000;
    private static final int ROUNDS_OF_A_HOUSE = 50;

    /** What may happen in the same moment besides one yes and some calls. */
    private enum Disturbance {
        NOTHING,
        SECOND_YES,
        NO,
        WITHDRAWAL,
        LAPSE,
        BROKEN_LOG
    }

    private final long seed = System.nanoTime();
    private final Random chance = new Random(seed);

    @Test
    void never_two_executions_and_exactly_one_when_nothing_fails() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var house = new TestHouse();
            for (int round = 0; round < ROUNDS; round++) {
                if (round % ROUNDS_OF_A_HOUSE == 0) house = new TestHouse();
                race(house, round, threads);
            }
        }
    }

    private void race(TestHouse house, int round, ExecutorService threads) throws Exception {
        var attempt = TestHouse.attempt(
                "t3",
                "call-" + round,
                JsonObject.with("to", "someone" + round + "@example.org").build());
        var task = ((Verdict.Pending) house.enforcer.enforce(attempt, AT_ONCE)).task();
        var all = Disturbance.values();
        var disturbance = all[chance.nextInt(all.length)];
        int permits = permits(threads.invokeAll(presses(house, task, attempt, disturbance)).stream()
                .map(Future::resultNow)
                .toList());
        house.log.mend();
        // whoever was told to wait asks again, and a replay comes after that
        for (int i = 0; i < 3; i++) permits += permits(List.of(house.enforcer.enforce(attempt, AT_ONCE)));
        String where = "seed " + seed + " round " + round + " " + disturbance;
        assertThat(permits).as(where).isLessThanOrEqualTo(1);
        if (disturbance == Disturbance.NOTHING || disturbance == Disturbance.SECOND_YES) {
            assertThat(permits).as(where).isEqualTo(1);
        }
        assertThat(recorded(house, task)).as(where).isEqualTo(permits);
    }

    private List<Callable<Object>> presses(TestHouse house, TaskId task, Attempt attempt, Disturbance disturbance) {
        List<Callable<Object>> presses = new ArrayList<>();
        presses.add(() -> house.desk.decide(task, by(BUSINESS), true, "", Optional.empty()));
        for (int i = 0; i < 3; i++) presses.add(() -> house.enforcer.enforce(attempt, AT_ONCE));
        presses.add(() -> disturb(house, task, disturbance));
        Collections.shuffle(presses, chance);
        return presses.stream().map(RacesTest::whateverBreaks).toList();
    }

    /** Whoever presses while the log is broken is told so, and nothing happened. */
    private static Callable<Object> whateverBreaks(Callable<Object> press) {
        return () -> {
            try {
                return press.call();
            } catch (AuditUnavailable told) {
                return told;
            }
        };
    }

    private static Object disturb(TestHouse house, TaskId task, Disturbance disturbance) {
        switch (disturbance) {
            case NOTHING -> {}
            case SECOND_YES -> house.desk.decide(task, by(BUSINESS), true, "again", Optional.empty());
            case NO -> house.desk.decide(task, by(IT), false, "no", Optional.empty());
            case WITHDRAWAL -> house.desk.withdraw(task, by(OPERATOR), "not needed");
            case LAPSE -> house.desk.lapse();
            case BROKEN_LOG -> house.log.breakDown();
        }
        return disturbance;
    }

    private static int permits(List<?> answers) {
        return (int) answers.stream().filter(Verdict.Permit.class::isInstance).count();
    }

    private static int recorded(TestHouse house, TaskId task) {
        return (int) house.log.of(Event.Kind.DECISION).stream()
                .filter(entry -> entry.body().string("verdict").equals(Optional.of("permit")))
                .filter(entry -> entry.body().string("task").equals(Optional.of(task.value())))
                .count();
    }
}
