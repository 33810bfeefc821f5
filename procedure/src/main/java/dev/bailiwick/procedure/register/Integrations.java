package dev.bailiwick.procedure.register;

import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import java.util.List;
import java.util.Optional;

/** Where integrations are kept. Every method is one transaction, durable when it returns. */
public interface Integrations {
    /** Keeps a new request; false when there is one of its name already. */
    boolean add(Integration integration);

    Optional<Integration> find(IntegrationId id);

    /** Replaces an integration if it still has the revision before this one; false when somebody was faster. */
    boolean replace(Integration next);

    /** What waits for its owners and what was approved, the oldest request first. */
    List<Integration> live(int limit, int offset);

    /** All of them, the newest request first. */
    List<Integration> list(int limit, int offset);
}
