package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.ServiceKey;
import java.util.List;

/** Where it is kept which agent may use which credential. A record opens nothing unless the log says the same. */
public interface ServiceKeys {
    /** Adds or replaces. */
    void put(ServiceKey key);

    /** By name. */
    List<ServiceKey> all();

    /** Idempotent. */
    void remove(String name);
}
