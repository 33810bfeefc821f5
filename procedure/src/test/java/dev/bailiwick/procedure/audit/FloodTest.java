package dev.bailiwick.procedure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloodTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final Flood flood = new Flood();

    @Test
    void the_first_of_a_minute_are_told_and_the_rest_counted() {
        assertThat(told(1_000, NOW)).isEqualTo(Flood.TOLD);
    }

    @Test
    void the_next_minute_tells_how_many_were_only_counted() {
        told(1_000, NOW);

        assertThat(flood.admit("kind", NOW.plus(Flood.WINDOW))).hasValue(1_000 - Flood.TOLD);
        assertThat(flood.admit("kind", NOW.plus(Flood.WINDOW))).hasValue(0);
    }

    @Test
    void one_kind_does_not_silence_another() {
        told(1_000, NOW);

        assertThat(flood.admit("other", NOW)).hasValue(0);
    }

    @Test
    void kinds_without_end_share_one_place_and_take_no_more_memory() {
        long told = IntStream.range(0, 50_000)
                .filter(i -> flood.admit("kind" + i, NOW).isPresent())
                .count();

        assertThat(told).isLessThan(1_100);
    }

    private long told(int notices, Instant at) {
        return IntStream.range(0, notices)
                .filter(_ -> flood.admit("kind", at).isPresent())
                .count();
    }
}
