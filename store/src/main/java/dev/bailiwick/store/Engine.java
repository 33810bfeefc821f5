package dev.bailiwick.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** What differs between the two databases. */
sealed interface Engine permits SqliteFile, PostgresServer {
    /** @throws StoreUnavailable when there is nothing to connect to */
    HikariDataSource connect();

    /** Refuses a database that would not keep what it acknowledges. */
    void verify(Handle handle);

    /** Lets one process migrate at a time; the lock ends with the transaction. */
    void lockForMigration(Handle handle);

    /** Whether writers of this process must queue here, because the database would make them fight. */
    boolean oneWriter();

    /** What went wrong, in words a person can act on. */
    StoreUnavailable unavailable(SQLException cause);

    /** Whether the database kept one of its own rules against us: a defect of ours, not of the world. */
    boolean ruleBroken(SQLException cause);

    /** How messages name it. Holds no secret. */
    String name();
}
