package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Rotation;
import java.util.List;

/** Where it is kept how far each rotation has come, and what came of those before. */
public interface Rotations {
    /** Adds, or replaces the one of the same new lease; durable when it returns. */
    void put(Rotation rotation);

    /** Those with something left to do, the oldest first. */
    List<Rotation> open();

    /** The last ones of a key, the newest first. */
    List<Rotation> history(String key, int most);
}
