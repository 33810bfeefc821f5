package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.SecretRef;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The backends there are, by name. */
public final class Backends {
    private final Map<String, SecretBackend> named = new ConcurrentHashMap<>();

    public Backends(List<SecretBackend> backends) {
        backends.forEach(this::put);
    }

    /** Adds one, or puts it in the place of the one that bore its name. */
    public void put(SecretBackend backend) {
        named.put(backend.name(), backend);
    }

    /** @throws BackendUnavailable when there is no backend of this name here */
    SecretBackend of(SecretRef secret) {
        var found = named.get(secret.backend());
        if (found == null) throw new BackendUnavailable("there is no backend \"" + secret.backend() + "\" here");
        return found;
    }

    boolean known(SecretRef secret) {
        return named.containsKey(secret.backend());
    }

    /** @throws IllegalArgumentException when there is no backend of this name here */
    public void require(SecretRef secret) {
        if (!known(secret))
            throw new IllegalArgumentException(
                    "there is no backend \"" + secret.backend() + "\" here; there are " + named.keySet());
    }
}
