package dev.bailiwick.procedure.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final Duration ONCE = Duration.ofHours(1);

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    private Agenda agenda() {
        return new Agenda((task, e) -> failures.add(task + ": " + e.getMessage()));
    }

    @Test
    void a_task_that_fails_is_told_and_keeps_nothing_else_from_its_turn() throws InterruptedException {
        try (var agenda = agenda()) {
            agenda.every(ONCE, "first", () -> {
                throw new IllegalStateException("away");
            });
            agenda.every(ONCE, "second", begun::countDown);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(failures).containsExactly("first: away");
    }

    @Test
    void a_running_task_comes_to_its_end_before_the_house_is_closed() throws InterruptedException {
        var ended = new CountDownLatch(1);
        try (var agenda = agenda()) {
            agenda.every(ONCE, "running", () -> {
                begun.countDown();
                ended.countDown();
            });
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void one_that_does_not_end_is_broken_off_and_that_is_no_failure() throws InterruptedException {
        var brokenOff = new CountDownLatch(1);
        try (var agenda = agenda()) {
            agenda.every(ONCE, "endless", () -> {
                begun.countDown();
                forever(brokenOff);
            });
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(brokenOff.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
    }

    private static void forever(CountDownLatch brokenOff) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            brokenOff.countDown();
            throw new IllegalStateException("broken off", e);
        }
    }
}
