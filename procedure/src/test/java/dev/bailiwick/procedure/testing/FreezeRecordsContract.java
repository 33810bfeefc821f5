package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.DESK;
import static dev.bailiwick.procedure.testing.Specimens.LAB;
import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link FreezeRecords} must do. */
public abstract class FreezeRecordsContract {
    private static final Freeze FREEZE = new Freeze("odd \"payments\"\n\u202e", "person:ana", MORNING);
    private static final Freeze LATER = new Freeze("again", "person:ben", MORNING.plusSeconds(1));
    private static final Optional<AgentId> EVERYTHING = Optional.empty();

    /** The same, empty at first, for one test. */
    protected abstract FreezeRecords freezes();

    @Test
    void nothing_is_frozen_at_first() {
        assertThat(freezes().load()).isEqualTo(Freezes.NONE);
    }

    @Test
    void a_frozen_agent_is_frozen_and_no_other() {
        var freezes = freezes();
        freezes.freeze(Optional.of(DESK), FREEZE);
        assertThat(freezes.load()).isEqualTo(new Freezes(Optional.empty(), Map.of(DESK, FREEZE)));
        assertThat(freezes.load().of(LAB)).isEmpty();
    }

    @Test
    void everything_frozen_is_everything() {
        var freezes = freezes();
        freezes.freeze(EVERYTHING, FREEZE);
        assertThat(freezes.load().of(DESK)).contains(FREEZE);
        assertThat(freezes.load().all()).contains(FREEZE);
    }

    @Test
    void a_freeze_in_force_stays_as_it_is() {
        var freezes = freezes();
        freezes.freeze(Optional.of(DESK), FREEZE);
        freezes.freeze(Optional.of(DESK), LATER);
        freezes.freeze(EVERYTHING, FREEZE);
        freezes.freeze(EVERYTHING, LATER);
        assertThat(freezes.load()).isEqualTo(new Freezes(Optional.of(FREEZE), Map.of(DESK, FREEZE)));
    }

    @Test
    void lifting_one_leaves_the_other() {
        var freezes = freezes();
        freezes.freeze(Optional.of(DESK), FREEZE);
        freezes.freeze(Optional.of(LAB), FREEZE);
        freezes.freeze(EVERYTHING, FREEZE);
        freezes.lift(EVERYTHING);
        freezes.lift(Optional.of(LAB));
        freezes.lift(Optional.of(LAB));
        assertThat(freezes.load()).isEqualTo(new Freezes(Optional.empty(), Map.of(DESK, FREEZE)));
    }

    @Test
    void what_was_lifted_can_be_frozen_again() {
        var freezes = freezes();
        freezes.freeze(Optional.of(DESK), FREEZE);
        freezes.lift(Optional.of(DESK));
        freezes.freeze(Optional.of(DESK), LATER);
        assertThat(freezes.load().of(DESK)).contains(LATER);
    }

    @Test
    void fifty_who_freeze_at_once_freeze_once() {
        var freezes = freezes();
        Callable<Boolean> freeze = () -> {
            freezes.freeze(Optional.of(DESK), FREEZE);
            return freezes.load().of(DESK).isPresent();
        };
        assertThat(Race.of(Collections.nCopies(50, freeze))).containsOnly(true);
        assertThat(freezes.load()).isEqualTo(new Freezes(Optional.empty(), Map.of(DESK, FREEZE)));
    }
}
