package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.core.credential.Rotation.Step;
import dev.bailiwick.procedure.credential.Rotations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Rotations} must do. */
public abstract class RotationsContract {
    /** The same, empty at first, for one test. */
    protected abstract Rotations rotations();

    private static Rotation rotation(int number, String key) {
        return Rotation.beginning(
                "lease-%012d".formatted(number), key, List.of("lease-old000000000"), MORNING.plusSeconds(number));
    }

    @Test
    void nothing_is_open_at_first() {
        assertThat(rotations().open()).isEmpty();
        assertThat(rotations().history("crm", 5)).isEmpty();
    }

    @Test
    void an_open_one_comes_back_as_it_is_at_its_latest_step() {
        var rotations = rotations();
        var probing = rotation(1, "crm").to(Step.PROBING, "made \"it\"\n\u202e", MORNING.plusSeconds(9));
        rotations.put(rotation(2, "db"));
        rotations.put(rotation(1, "crm"));
        rotations.put(probing);
        assertThat(rotations.open()).containsExactly(probing, rotation(2, "db"));
    }

    @Test
    void only_what_is_done_or_abandoned_is_open_no_more_and_stays_in_the_history() {
        var rotations = rotations();
        for (var step : Step.values()) {
            var now = rotation(1, "crm").to(step, "", MORNING);
            rotations.put(now);
            assertThat(rotations.open()).as("%s", step).hasSize(now.open() ? 1 : 0);
            assertThat(rotations.history("crm", 5)).containsExactly(now);
        }
    }

    @Test
    void the_history_of_a_key_is_its_own_and_begins_with_the_newest() {
        var rotations = rotations();
        for (int i = 1; i <= 4; i++) rotations.put(rotation(i, "crm"));
        rotations.put(rotation(9, "db"));
        assertThat(rotations.history("crm", 3))
                .containsExactly(rotation(4, "crm"), rotation(3, "crm"), rotation(2, "crm"));
    }
}
