package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.value.AddressBlock;
import java.util.List;

/** Whether this machine talks to others. Each is harmless again; rules of others are never touched. */
public interface HostNetwork {
    /**
     * From now on nothing goes in or out but loopback and these, whatever is open already. That it is so was tried.
     *
     * @throws dev.bailiwick.procedure.stop.HostUnavailable when it is not so, and why
     */
    void isolate(List<AddressBlock> forensic);

    /** @throws dev.bailiwick.procedure.stop.HostUnavailable when it could not be undone */
    void release();

    /** @throws dev.bailiwick.procedure.stop.HostUnavailable when nobody can say */
    boolean isolated();
}
