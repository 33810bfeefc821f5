package dev.bailiwick.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.json.JsonException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * An open, migrated database. Thread-safe.
 *
 * <p>The packages below it speak through {@link #read} and {@link #write}: one transaction each, never open across a call to
 * the rest of the world.
 */
public final class Database implements AutoCloseable {
    /** How long anything here waits for a connection, a lock or an answer before it is {@link StoreUnavailable}. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Engine engine;
    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final ReentrantLock writers = new ReentrantLock(true);

    private Database(Engine engine, HikariDataSource source) {
        this.engine = engine;
        this.source = source;
        this.jdbi = Jdbi.create(source);
        // the default puts every bound value into the message, and from there into logs
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /**
     * Opens {@code bailiwick.db} in the data folder, and makes both, readable by this account only, when they are missing.
     *
     * @throws StoreUnavailable when it cannot be used as it must be
     */
    public static Database sqlite(Path folder) {
        return open(new SqliteFile(folder));
    }

    /**
     * Opens a PostgreSQL database (15 or newer). Unless the URL says otherwise, a server that is not on this machine must show
     * a certificate that this machine trusts.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, without user and password
     * @param password asked for once, never kept by us, never printed
     * @throws StoreUnavailable when it cannot be used as it must be
     * @throws IllegalArgumentException when the URL is none, or holds a user or a password
     */
    public static Database postgres(String url, String user, Supplier<String> password) {
        return open(new PostgresServer(url, user, password));
    }

    private static Database open(Engine engine) {
        var database = new Database(engine, engine.connect());
        try {
            database.read(handle -> {
                engine.verify(handle);
                return true;
            });
            database.write(handle -> {
                engine.lockForMigration(handle);
                return Migrator.shipped().migrate(handle, engine.name());
            });
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /** Runs pure queries. Several statements in here may see different moments. */
    public <T> T read(Function<Handle, T> work) {
        return translated(() -> jdbi.withHandle(work::apply));
    }

    /** Runs one transaction; it is durable when this returns. */
    public <T> T write(Function<Handle, T> work) {
        if (!engine.oneWriter()) return translated(() -> jdbi.inTransaction(work::apply));
        queue();
        try {
            return translated(() -> jdbi.inTransaction(work::apply));
        } finally {
            writers.unlock();
        }
    }

    /** SQLite lets writers fight by polling, which starves some: ours wait in a fair line. */
    private void queue() {
        try {
            if (writers.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for " + engine.name() + ": try again", e);
        }
        throw new StoreUnavailable(
                engine.name() + " is too slow for what is asked of it: look at the disk it is on, then try again");
    }

    private <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw translated(e);
        } catch (JsonException e) {
            throw new StoreUnavailable(
                    "a record in " + engine.name() + " cannot be read (" + e.getMessage()
                            + "): it was not written by this version; restore a backup",
                    e);
        }
    }

    private RuntimeException translated(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return engine.ruleBroken(sql)
                        ? new IllegalStateException("the change breaks a rule of " + engine.name(), e)
                        : engine.unavailable(sql);
            }
        }
        return e;
    }

    /** The database in words for people, without secrets. */
    @Override
    public String toString() {
        return engine.name();
    }

    @Override
    public void close() {
        source.close();
    }
}
