package dev.bailiwick.store.register;

import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.store.Columns;
import dev.bailiwick.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classification worklist in the database. */
public final class StoredTools implements ConfirmedTools {
    private final Database database;

    public StoredTools(Database database) {
        this.database = database;
    }

    @Override
    public boolean note(Tool tool) {
        return database.write(handle -> handle.createUpdate(
                                "INSERT INTO tool (digest, name, first_user, first_seen, example, tier, confirmed_by, confirmed_at)"
                                        + " VALUES (:digest, :name, :user, :seen, :example, :tier, :by, :at)"
                                        + " ON CONFLICT (digest) DO NOTHING")
                        .bind("digest", tool.digest().toString())
                        .bind("name", tool.name())
                        .bind("user", tool.firstUser().value())
                        .bind("seen", tool.firstSeen().toEpochMilli())
                        .bind("example", tool.example().text())
                        .bind("tier", tool.confirmed().map(Tier::number).orElse(null))
                        .bind("by", tool.by().map(PersonId::value).orElse(null))
                        .bind("at", tool.at().map(Instant::toEpochMilli).orElse(null))
                        .execute()
                == 1);
    }

    @Override
    public void confirm(ToolDigest digest, Tier tier, PersonId by, Instant at) {
        int known = database.write(handle -> handle.createUpdate(
                        "UPDATE tool SET tier = :tier, confirmed_by = :by, confirmed_at = :at WHERE digest = :digest")
                .bind("tier", tier.number())
                .bind("by", by.value())
                .bind("at", at.toEpochMilli())
                .bind("digest", digest.toString())
                .execute());
        if (known == 0) throw new IllegalArgumentException("no such tool on the worklist");
    }

    @Override
    public Optional<Tool> find(ToolDigest digest) {
        return database.read(handle -> handle.createQuery("SELECT * FROM tool WHERE digest = :digest")
                .bind("digest", digest.toString())
                .map((row, _) -> tool(row))
                .findOne());
    }

    @Override
    public int unconfirmedOf(AgentId agent) {
        return database.read(
                handle -> handle.createQuery("SELECT count(*) FROM tool WHERE first_user = :agent AND tier IS NULL")
                        .bind("agent", agent.value())
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public List<Tool> list(int limit, int offset) {
        return database.read(handle -> handle.createQuery("SELECT * FROM tool"
                        + " ORDER BY CASE WHEN tier IS NULL THEN 0 ELSE 1 END, first_seen DESC, digest"
                        + " LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, _) -> tool(row))
                .list());
    }

    @Override
    public Map<ToolDigest, Tier> confirmed() {
        var confirmed = new HashMap<ToolDigest, Tier>();
        database.read(handle -> handle.createQuery("SELECT * FROM tool WHERE tier IS NOT NULL")
                        .map((row, _) -> tool(row))
                        .list())
                .forEach(tool -> tool.confirmed().ifPresent(tier -> confirmed.put(tool.digest(), tier)));
        return Map.copyOf(confirmed);
    }

    private static Tool tool(ResultSet row) throws SQLException {
        long tier = row.getLong("tier");
        var confirmed = row.wasNull() ? Optional.<Tier>empty() : Optional.of(Tier.of(tier));
        return new Tool(
                new ToolDigest(new Digest(row.getString("digest"))),
                row.getString("name"),
                new AgentId(row.getString("first_user")),
                Json.parseObject(row.getString("example").getBytes(StandardCharsets.UTF_8), JsonLimits.FILE),
                Columns.instant(row, "first_seen"),
                confirmed,
                Optional.ofNullable(row.getString("confirmed_by")).map(PersonId::new),
                Columns.optionalInstant(row, "confirmed_at"));
    }
}
