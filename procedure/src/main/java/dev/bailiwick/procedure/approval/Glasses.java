package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.Glass;
import java.util.List;

/** Where it is kept who broke the glass. Every method is one transaction, durable when it returns. */
public interface Glasses {
    /** @throws IllegalArgumentException when the id is taken */
    void add(Glass glass);

    /** Newest first. */
    List<Glass> list(int limit, int offset);
}
