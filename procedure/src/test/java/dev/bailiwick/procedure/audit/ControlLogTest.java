package dev.bailiwick.procedure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ControlLogTest {
    private static final AgentId AGENT = new AgentId("desk");
    private static final Binding FREEZE = Binding.frozen(Optional.of(AGENT));

    private final ManualClock clock = new ManualClock();
    private final MemoryAuditLog log = new MemoryAuditLog(clock);

    @Test
    void the_last_word_counts() {
        var control = ControlLog.over(log);
        control.append(binding(FREEZE));
        assertThat(control.honours(FREEZE)).isTrue();
        control.append(binding(Binding.lifted(Optional.of(AGENT))));

        assertThat(control.honours(FREEZE)).isFalse();
        assertThat(ControlLog.over(log).knows(FREEZE.key())).isFalse();
    }

    @Test
    void what_an_agent_writes_binds_nothing() {
        var control = ControlLog.over(log);
        var said = Binding.in(JsonObject.EMPTY, FREEZE);
        control.append(Event.of(
                Event.Kind.REPORTED,
                new Actor.Machine(AGENT),
                AGENT,
                JsonObject.with("what", "prompt").and("detail", said).build()));

        assertThat(control.knows(FREEZE.key())).isFalse();
    }

    @Test
    void a_permit_under_an_approval_spends_it() {
        var control = ControlLog.over(log);
        var task = new TaskId("task-000000000001");
        control.append(binding(Binding.of(Binding.Kind.APPROVAL, task.value(), JsonObject.EMPTY)));
        control.append(Event.of(
                Event.Kind.DECISION,
                new Actor.Machine(AGENT),
                JsonObject.with("verdict", "permit").and("task", task.value()).build()));

        assertThat(control.knows(Binding.gone(task).key())).isFalse();
    }

    @Test
    void a_start_reads_only_what_came_after_the_last_snapshot() {
        var control = ControlLog.over(log);
        control.append(binding(FREEZE));
        for (int i = 0; i < 70_000; i++) control.append(plain());
        control.keepSnapshot(clock.instant());
        control.keepSnapshot(clock.instant());
        control.append(plain());

        var reads = new long[] {Long.MAX_VALUE};
        var again = ControlLog.over(new AuditLog() {
            @Override
            public Entry append(Event event) {
                return log.append(event);
            }

            @Override
            public long size() {
                return log.size();
            }

            @Override
            public void read(long from, Predicate<Entry> visitor) {
                reads[0] = Math.min(reads[0], from);
                log.read(from, visitor);
            }
        });

        assertThat(again.inForce(Binding.Kind.FREEZE)).isEqualTo(List.of(FREEZE));
        assertThat(reads[0]).as("the first entry that was read").isGreaterThan(30_000);
        assertThat(log.entries().stream().filter(entry -> entry.kind() == Event.Kind.HOUSE))
                .as("snapshots")
                .hasSize(1);
    }

    private static Event plain() {
        return Event.of(Event.Kind.REPORTED, new Actor.Machine(AGENT), JsonObject.EMPTY);
    }

    private static Event binding(Binding binding) {
        return Event.of(Event.Kind.FREEZE, new Actor.House(), Binding.in(JsonObject.EMPTY, binding));
    }
}
