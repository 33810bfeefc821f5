package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.glass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.procedure.approval.Glasses;
import org.junit.jupiter.api.Test;

/** What every {@link Glasses} must do. */
public abstract class GlassesContract {
    /** The same, empty at first, for one test. */
    protected abstract Glasses glasses();

    @Test
    void a_broken_glass_is_kept_as_it_is_under_one_name() {
        var glasses = glasses();
        glasses.add(glass(1));
        assertThat(glasses.list(10, 0)).containsExactly(glass(1));
        assertThatThrownBy(() -> glasses.add(glass(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void they_come_newest_first_in_pages() {
        var glasses = glasses();
        for (int i : new int[] {2, 1, 3}) glasses.add(glass(i));
        assertThat(glasses.list(2, 0)).containsExactly(glass(3), glass(2));
        assertThat(glasses.list(2, 2)).containsExactly(glass(1));
    }
}
