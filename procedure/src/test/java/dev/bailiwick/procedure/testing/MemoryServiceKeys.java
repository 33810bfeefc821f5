package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.procedure.credential.ServiceKeys;
import java.util.List;
import java.util.TreeMap;

/** Service keys in memory. */
public final class MemoryServiceKeys implements ServiceKeys {
    private final TreeMap<String, ServiceKey> keys = new TreeMap<>();

    @Override
    public synchronized void put(ServiceKey key) {
        keys.put(key.name(), key);
    }

    @Override
    public synchronized List<ServiceKey> all() {
        return List.copyOf(keys.values());
    }

    @Override
    public synchronized void remove(String name) {
        keys.remove(name);
    }
}
