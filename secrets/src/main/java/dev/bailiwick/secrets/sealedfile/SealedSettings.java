package dev.bailiwick.secrets.sealedfile;

import dev.bailiwick.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How each backend is reached, and what Bailiwick shows it, sealed: with this and the kit everything can be revoked on the
 * day there is neither store nor server.
 */
public final class SealedSettings {
    private static final String PURPOSE = "backends";

    private final Path file;
    private final Seal seal;
    private final ReentrantLock lock = new ReentrantLock();

    public SealedSettings(Path file, Seal seal) {
        this.file = file;
        this.seal = seal;
    }

    /** Adds or replaces; durable when it returns. */
    public void put(String name, JsonObject settings) {
        lock.lock();
        try {
            seal.close(file, PURPOSE, all().plus(name, settings));
        } finally {
            lock.unlock();
        }
    }

    public Optional<JsonObject> of(String name) {
        return all().object(name);
    }

    /** By the backends' names. */
    public JsonObject all() {
        lock.lock();
        try {
            return Files.exists(file) ? seal.open(file, PURPOSE) : JsonObject.EMPTY;
        } finally {
            lock.unlock();
        }
    }
}
