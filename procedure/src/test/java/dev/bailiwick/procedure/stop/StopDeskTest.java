package dev.bailiwick.procedure.stop;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import dev.bailiwick.procedure.testing.MemoryFreezeRecords;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StopDeskTest {
    private static final Optional<AgentId> DESK = Optional.of(AGENT);
    private static final Optional<AgentId> EVERYTHING = Optional.empty();

    private final TestHouse house = new TestHouse();
    private final MemoryFreezeRecords store = new MemoryFreezeRecords();
    private final MemoryFreezeRecords marks = new MemoryFreezeRecords();
    private final StopDesk desk = new StopDesk(
            house.facts,
            List.of(store, marks),
            house.log,
            (_, _) -> {
                throw new HostUnavailable("there is no host here");
            },
            house.clock);

    @Test
    void anybody_freezes() {
        assertThat(desk.freeze(DESK, "odd", by(BUSINESS))).isEmpty();
        assertThat(frozen()).isTrue();
    }

    @Test
    void only_security_or_it_lifts_because_lifting_opens() {
        desk.freeze(DESK, "odd", by(BUSINESS));

        assertThat(desk.lift(DESK, "fine again", by(OPERATOR))).isPresent();
        assertThat(frozen()).isTrue();
        assertThat(desk.lift(DESK, "fine again", by(IT))).isEmpty();
        assertThat(frozen()).isFalse();
    }

    @Test
    void one_agent_is_not_lifted_while_everything_is_frozen() {
        desk.freeze(EVERYTHING, "fire", by(BUSINESS));

        assertThat(desk.lift(DESK, "this one is fine", by(IT))).isPresent();
        assertThat(desk.lift(EVERYTHING, "over", by(IT))).isEmpty();
        assertThat(frozen()).isFalse();
    }

    @Test
    void a_freeze_in_one_record_alone_still_counts() {
        desk.freeze(DESK, "odd", by(BUSINESS));
        store.lift(DESK);

        desk.reload();

        assertThat(frozen()).isTrue();
    }

    @Test
    void a_freeze_that_cannot_be_written_down_holds_in_memory_and_says_so() {
        house.log.breakDown();

        assertThat(desk.freeze(DESK, "odd", by(BUSINESS))).isNotEmpty();
        assertThat(frozen()).isTrue();
    }

    /** A record that answers, before it knows the freeze, whoever reads it in that moment. */
    private final class SlowRecord implements FreezeRecords {
        @Override
        public Freezes load() {
            return Freezes.NONE;
        }

        @Override
        public void freeze(Optional<AgentId> agent, Freeze freeze) {
            slow.get().reload();
            assertThat(frozen()).isTrue();
        }

        @Override
        public void lift(Optional<AgentId> agent) {}
    }

    private final AtomicReference<StopDesk> slow = new AtomicReference<>(desk);

    @Test
    void a_look_at_the_records_does_not_undo_a_freeze_that_is_being_written() {
        slow.set(new StopDesk(
                house.facts,
                List.of(new SlowRecord(), store),
                house.log,
                (_, _) -> new AgentHost.Stopped(List.of(), List.of()),
                house.clock));

        assertThat(slow.get().freeze(DESK, "odd", by(BUSINESS))).isEmpty();
        slow.get().reload();
        assertThat(frozen()).isTrue();
    }

    private boolean frozen() {
        return house.facts.now().freezes().of(AGENT).isPresent();
    }
}
