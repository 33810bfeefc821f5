package dev.bailiwick.store.signin;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.signin.SignIns;
import dev.bailiwick.store.Columns;
import dev.bailiwick.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Sign-in links and console sessions in the database. */
public final class StoredSignIns implements SignIns {
    private final Database database;

    public StoredSignIns(Database database) {
        this.database = database;
    }

    @Override
    public void offer(Link link) {
        int added = database.write(handle -> handle.createUpdate("INSERT INTO sign_in_link (secret, person, expires)"
                        + " VALUES (:secret, :person, :expires) ON CONFLICT (secret) DO NOTHING")
                .bind("secret", link.secret().hex())
                .bind("person", link.person().value())
                .bind("expires", link.expires().toEpochMilli())
                .execute());
        if (added == 0) throw new IllegalArgumentException("this link was offered already");
    }

    @Override
    public Optional<ConsoleSession> redeem(Digest link, Digest session, Instant now, Instant expires) {
        return database.write(handle ->
                take(handle, link, now).map(person -> open(handle, new ConsoleSession(session, person, now, expires))));
    }

    /** Whoever deletes the row has the link. */
    private static Optional<PersonId> take(Handle handle, Digest link, Instant now) {
        return handle.createQuery("DELETE FROM sign_in_link WHERE secret = :secret AND expires > :now RETURNING person")
                .bind("secret", link.hex())
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .findOne()
                .map(PersonId::new);
    }

    private static ConsoleSession open(Handle handle, ConsoleSession session) {
        int added = handle.createUpdate("INSERT INTO console_session (secret, person, opened, expires)"
                        + " VALUES (:secret, :person, :opened, :expires) ON CONFLICT (secret) DO NOTHING")
                .bind("secret", session.secret().hex())
                .bind("person", session.person().value())
                .bind("opened", session.opened().toEpochMilli())
                .bind("expires", session.expires().toEpochMilli())
                .execute();
        if (added == 0) throw new IllegalArgumentException("this session was opened already");
        return session;
    }

    @Override
    public void open(ConsoleSession session) {
        var _ = database.write(handle -> open(handle, session));
    }

    @Override
    public Optional<ConsoleSession> find(Digest session, Instant now) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM console_session WHERE secret = :secret AND expires > :now")
                        .bind("secret", session.hex())
                        .bind("now", now.toEpochMilli())
                        .map((row, _) -> session(row))
                        .findOne());
    }

    @Override
    public List<ConsoleSession> of(PersonId person, Instant now) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM console_session WHERE person = :person AND expires > :now ORDER BY opened DESC,"
                                + " secret")
                .bind("person", person.value())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> session(row))
                .list());
    }

    @Override
    public void end(Digest session) {
        var _ = database.write(handle -> handle.execute("DELETE FROM console_session WHERE secret = ?", session.hex()));
    }

    @Override
    public void endAll(PersonId person) {
        var _ = database.write(handle -> handle.execute("DELETE FROM sign_in_link WHERE person = ?", person.value())
                + handle.execute("DELETE FROM console_session WHERE person = ?", person.value()));
    }

    @Override
    public void forget(Instant before) {
        var _ = database.write(
                handle -> handle.execute("DELETE FROM sign_in_link WHERE expires < ?", before.toEpochMilli())
                        + handle.execute("DELETE FROM console_session WHERE expires < ?", before.toEpochMilli()));
    }

    private static ConsoleSession session(ResultSet row) throws SQLException {
        return new ConsoleSession(
                new Digest(row.getString("secret")),
                new PersonId(row.getString("person")),
                Columns.instant(row, "opened"),
                Columns.instant(row, "expires"));
    }
}
