package dev.bailiwick.store.register;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.register.Credentials;
import dev.bailiwick.store.Columns;
import dev.bailiwick.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The digests of machines' credentials in the database. */
public final class StoredCredentials implements Credentials {
    private final Database database;

    public StoredCredentials(Database database) {
        this.database = database;
    }

    @Override
    public void add(Issued credential) {
        int added = database.write(handle -> handle.createUpdate(
                        "INSERT INTO credential (secret, agent, purpose, issued, revoked)"
                                + " VALUES (:secret, :agent, :purpose, :issued, :revoked) ON CONFLICT (secret) DO NOTHING")
                .bind("secret", credential.secret().hex())
                .bind("agent", credential.agent().value())
                .bind("purpose", credential.use().name())
                .bind("issued", credential.issued().toEpochMilli())
                .bind("revoked", credential.revoked().map(Instant::toEpochMilli).orElse(null))
                .execute());
        if (added == 0) throw new IllegalArgumentException("this credential was issued already");
    }

    @Override
    public Optional<Issued> find(Digest secret) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM credential WHERE secret = :secret AND revoked IS NULL")
                        .bind("secret", secret.hex())
                        .map((row, _) -> issued(row))
                        .findOne());
    }

    @Override
    public List<Issued> of(AgentId agent) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM credential WHERE agent = :agent ORDER BY issued, secret")
                        .bind("agent", agent.value())
                        .map((row, _) -> issued(row))
                        .list());
    }

    @Override
    public void revoke(AgentId agent, Instant at) {
        var _ = database.write(handle -> handle.createUpdate(
                        "UPDATE credential SET revoked = :at WHERE agent = :agent AND revoked IS NULL")
                .bind("at", at.toEpochMilli())
                .bind("agent", agent.value())
                .execute());
    }

    private static Issued issued(ResultSet row) throws SQLException {
        return new Issued(
                new AgentId(row.getString("agent")),
                Use.valueOf(row.getString("purpose")),
                new Digest(row.getString("secret")),
                Columns.instant(row, "issued"),
                Columns.optionalInstant(row, "revoked"));
    }
}
