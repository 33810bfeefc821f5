package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.value.AgentId;
import java.time.Instant;

/** What people have not looked at in time, and an agent is held back by. Asked for every decision: it touches no store. */
@FunctionalInterface
public interface Owed {
    Owed NOTHING = (_, _) -> new Dues(0, 0);

    /**
     * How many there are.
     *
     * @param changes reviews after infrastructure changes
     * @param writes writes that were drawn for review
     */
    record Dues(long changes, long writes) {}

    Dues of(AgentId agent, Instant now);
}
