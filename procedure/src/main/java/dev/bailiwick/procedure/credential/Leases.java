package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Lease;
import java.util.List;

/** Where leases are kept: the store, and a sealed kit beside it for the day the store is away. */
public interface Leases {
    /** Adds or replaces; durable when it returns. */
    void put(Lease lease);

    /** Every lease of which something may still be alive, in the order they were issued. */
    List<Lease> open();
}
