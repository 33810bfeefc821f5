package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite in one file: write-ahead log, forced to disk at every commit, foreign keys on. Several processes may have it open;
 * a writer of another process is waited for.
 */
record SqliteFile(Path folder) implements Engine {
    /** One writer, and readers beside it. */
    private static final int CONNECTIONS = 4;

    /** Above this size a start does not read the whole file to find damage; the pages then tell when they are read. */
    private static final long CHECKED_AT_START = 64L << 20;

    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private Path file() {
        return folder.resolve("bailiwick.db");
    }

    @Override
    public HikariDataSource connect() {
        prepare();
        var pool = new HikariConfig();
        pool.setDataSource(settings());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Database.PATIENCE.toMillis());
        pool.setPoolName("store");
        // the schema is ours: whatever a tampered file puts into it may call nothing
        pool.setConnectionInitSql("PRAGMA trusted_schema = 0");
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            throw e.getCause() instanceof SQLException sql ? unavailable(sql) : unusable(e);
        }
    }

    private SQLiteDataSource settings() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) Database.PATIENCE.toMillis());
        // a transaction that reads first and writes later would fail halfway when another writer came between
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file().toAbsolutePath());
        return source;
    }

    /** Makes folder and file for this account alone. SQLite gives its side files the mode of the main one. */
    private void prepare() {
        try {
            if (!Files.isDirectory(folder)) Files.createDirectories(folder, mode(OWNER_FOLDER));
            try {
                Files.createFile(file(), mode(OWNER_FILE));
            } catch (FileAlreadyExistsException _) {
                if (!Files.isReadable(file()) || !Files.isWritable(file())) throw readOnly(null);
            }
            if (!Files.isWritable(folder)) throw readOnly(null);
        } catch (IOException e) {
            throw readOnly(e);
        }
    }

    private FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    @Override
    public void verify(Handle handle) {
        if (!pragma(handle, "journal_mode").equalsIgnoreCase("wal")) {
            throw new StoreUnavailable("the file system of " + name()
                    + " does not carry SQLite's write-ahead log: put the data folder on a local disk");
        }
        if (!pragma(handle, "synchronous").equals("2")
                || !pragma(handle, "foreign_keys").equals("1")) {
            throw new StoreUnavailable("SQLite did not accept the settings for " + name());
        }
        if (file().toFile().length() <= CHECKED_AT_START) {
            var found = pragma(handle, "quick_check(1)");
            if (!found.equals("ok")) throw damaged(null);
        }
    }

    private static String pragma(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(String.class).first();
    }

    @Override
    public void lockForMigration(Handle handle) {
        // every write transaction is IMMEDIATE: this one has the database already
    }

    @Override
    public boolean oneWriter() {
        return true;
    }

    @Override
    public StoreUnavailable unavailable(SQLException cause) {
        return switch (code(cause)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                new StoreUnavailable(
                        name() + " is locked by another process: stop that process (fuser shows it) and try again",
                        cause);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> readOnly(cause);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(cause);
            case SQLITE_FULL ->
                new StoreUnavailable(
                        "no space left for " + name() + ": free space on its disk; nothing was half-written", cause);
            case SQLITE_IOERR ->
                new StoreUnavailable(
                        "the disk of " + name() + " fails (" + code(cause).name()
                                + "): look at the system's log, move the data folder to a sound disk",
                        cause);
            default -> unusable(cause);
        };
    }

    @Override
    public boolean ruleBroken(SQLException cause) {
        return code(cause) == SQLiteErrorCode.SQLITE_CONSTRAINT;
    }

    /** SQLite's primary result code: the driver gives the extended one, whose low byte it is. */
    private static SQLiteErrorCode code(SQLException cause) {
        return SQLiteErrorCode.getErrorCode(cause.getErrorCode() & 0xff);
    }

    private StoreUnavailable readOnly(@org.jspecify.annotations.Nullable Exception cause) {
        var message = name() + " cannot be opened for writing: give this account the folder \"" + folder
                + "\", or name another data folder";
        return cause == null ? new StoreUnavailable(message) : new StoreUnavailable(message, cause);
    }

    private StoreUnavailable damaged(@org.jspecify.annotations.Nullable Exception cause) {
        var message = name() + " is damaged or no database: move the file away and restore a backup";
        return cause == null ? new StoreUnavailable(message) : new StoreUnavailable(message, cause);
    }

    private StoreUnavailable unusable(Exception cause) {
        return new StoreUnavailable(name() + " cannot be used: " + firstLine(cause), cause);
    }

    private static String firstLine(Exception cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }

    @Override
    public String name() {
        return "the database \"" + file() + "\"";
    }
}
