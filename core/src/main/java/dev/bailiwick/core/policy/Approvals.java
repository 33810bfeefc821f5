package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.RecordValue;
import java.util.Optional;

/** Who could say yes. Asked once a request turns out to be requestable. */
@FunctionalInterface
public interface Approvals {
    /**
     * The {@code approval} that people eligible now would give if they gave exactly what is asked; empty when nobody is.
     */
    Optional<RecordValue> granting(Asks asks);
}
