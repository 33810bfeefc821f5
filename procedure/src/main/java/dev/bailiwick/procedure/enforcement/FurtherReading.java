package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.detection.Screening;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;

/** Who else reads what an agent read, when it has arrived: nobody waits for them, and they may only raise what was heard. */
@FunctionalInterface
public interface FurtherReading {
    /** Nobody else does. */
    FurtherReading NOBODY = (_, _, _, _) -> {};

    /** Returns at once. */
    void read(AgentId agent, SessionId session, String text, Screening own);
}
