package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.enforcement.Owed;
import java.time.Instant;
import java.util.List;

/** The duties that can hold an agent back, in memory: whether one does is a question of its date alone. */
public final class Blocking implements Owed {
    private volatile List<Duty> duties = List.of();

    public Blocking() {}

    void set(List<Duty> all) {
        duties = all.stream().filter(duty -> duty.what().blocks()).toList();
    }

    @Override
    public Dues of(AgentId agent, Instant now) {
        return new Dues(
                0, 0, duties.stream().filter(duty -> duty.blocks(agent, now)).count());
    }
}
