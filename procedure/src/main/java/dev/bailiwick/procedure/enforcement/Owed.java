package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.value.AgentId;
import java.time.Instant;

/** What people have not looked at in time, and an agent is held back by. Asked for every decision: it touches no store. */
@FunctionalInterface
public interface Owed {
    Owed NOTHING = (_, _) -> new Dues(0, 0, 0);

    /**
     * How many there are.
     *
     * @param changes reviews after infrastructure changes
     * @param writes writes that were drawn for review
     * @param duties duties of the programme that hold tier 4 back
     */
    record Dues(long changes, long writes, long duties) {
        Dues and(Dues other) {
            return new Dues(changes + other.changes, writes + other.writes, duties + other.duties);
        }
    }

    Dues of(AgentId agent, Instant now);

    /** What either knows of. */
    default Owed and(Owed other) {
        return (agent, now) -> of(agent, now).and(other.of(agent, now));
    }
}
