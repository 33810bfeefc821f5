package dev.bailiwick.store.signin;

import dev.bailiwick.core.people.ApiToken;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TokenId;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.signin.Tokens;
import dev.bailiwick.store.Columns;
import dev.bailiwick.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** API tokens in the database. */
public final class StoredTokens implements Tokens {
    private final Database database;

    public StoredTokens(Database database) {
        this.database = database;
    }

    @Override
    public void add(ApiToken token) {
        int added =
                database.write(handle -> handle.createUpdate("INSERT INTO api_token (id, secret, person, created, body)"
                                + " VALUES (:id, :secret, :person, :created, :body) ON CONFLICT DO NOTHING")
                        .bind("id", token.id().value())
                        .bind("secret", token.secret().hex())
                        .bind("person", token.person().value())
                        .bind("created", token.created().toEpochMilli())
                        .bind("body", token.json().text())
                        .execute());
        if (added == 0) throw new IllegalArgumentException("token " + token.id() + " is known already");
    }

    @Override
    public Optional<Kept> find(TokenId id) {
        return all("WHERE id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    @Override
    public Optional<Kept> find(Digest secret) {
        return all("WHERE secret = :secret", Map.of("secret", secret.hex())).stream()
                .findFirst();
    }

    @Override
    public List<Kept> list(int limit, int offset) {
        return all("ORDER BY created DESC, id LIMIT :limit OFFSET :offset", Map.of("limit", limit, "offset", offset));
    }

    @Override
    public List<Kept> of(PersonId person) {
        return all("WHERE person = :person ORDER BY created DESC, id", Map.of("person", person.value()));
    }

    @Override
    public void used(TokenId id, Instant at) {
        set("used = :at WHERE id = :id", id, at);
    }

    @Override
    public void revoke(TokenId id, Instant at) {
        set("revoked = :at WHERE id = :id AND revoked IS NULL", id, at);
    }

    private void set(String what, TokenId id, Instant at) {
        var _ = database.write(handle -> handle.createUpdate("UPDATE api_token SET " + what)
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    private List<Kept> all(String wanted, Map<String, ?> bound) {
        return database.read(handle -> handle.createQuery("SELECT * FROM api_token " + wanted)
                .bindMap(bound)
                .map((row, _) -> kept(row))
                .list());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                ApiToken.of(Json.parseObject(row.getString("body"))),
                Columns.optionalInstant(row, "used"),
                Columns.optionalInstant(row, "revoked"));
    }
}
