package dev.bailiwick.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.procedure.stop.ProcessId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who belongs, in tables made by hand. */
class FamilyTest {
    private final Family family = new Family(row -> row.id().equals(new ProcessId(10, 100)), row -> row.pid() == 1);

    @Test
    void children_and_their_children_belong_and_strangers_do_not() {
        assertThat(in(row(1, 0, 1), row(10, 1, 1), row(11, 10, 1), row(12, 11, 1), row(20, 1, 1)))
                .containsExactly(10L, 11L, 12L);
    }

    @Test
    void a_number_that_was_given_again_is_another_process() {
        assertThat(in(new Running(new ProcessId(10, 999), 1, 0, 0, Set.of(), false)))
                .isEmpty();
    }

    @Test
    void an_orphan_in_a_session_or_group_led_by_a_member_belongs() {
        assertThat(in(row(10, 1, 10), row(11, 1, 10), group(12, 10), row(20, 1, 20)))
                .containsExactly(10L, 11L, 12L);
    }

    @Test
    void the_session_that_a_member_was_started_in_is_not_its_own() {
        assertThat(in(row(5, 1, 5), row(10, 5, 5), row(11, 5, 5))).containsExactly(10L);
    }

    @Test
    void who_belonged_belongs_after_the_parent_died() {
        assertThat(in(row(10, 1, 10), row(11, 10, 11), row(12, 11, 11))).containsExactly(10L, 11L, 12L);
        assertThat(in(row(11, 1, 11), row(12, 1, 11), row(13, 1, 11))).containsExactly(11L, 12L, 13L);
        assertThat(in(row(13, 1, 11), row(14, 13, 14))).containsExactly(13L, 14L);
    }

    @Test
    void a_stranger_who_leads_a_session_of_a_dead_members_number_does_not_belong() {
        assertThat(in(row(10, 1, 10))).containsExactly(10L);
        var stranger = new Running(new ProcessId(10, 500), 1, 10, 10, Set.of(), false);
        var child = new Running(new ProcessId(30, 501), 10, 10, 10, Set.of(), false);
        assertThat(in(stranger, child)).isEmpty();
    }

    @Test
    void who_never_belongs_is_no_bridge() {
        assertThat(in(row(1, 10, 10), row(10, 0, 10), row(20, 1, 1))).containsExactly(10L);
    }

    private List<Long> in(Running... table) {
        return family.in(List.of(table)).stream().map(Running::pid).toList();
    }

    private static Running row(long pid, long parent, long session) {
        return new Running(new ProcessId(pid, pid * 10), parent, session, session, Set.of("1000"), false);
    }

    private static Running group(long pid, long group) {
        return new Running(new ProcessId(pid, pid * 10), 1, group, 99, Set.of("1000"), false);
    }
}
