package dev.bailiwick.store.search;

import dev.bailiwick.core.audit.Runs;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.search.Criteria;
import dev.bailiwick.procedure.search.SearchIndex;
import dev.bailiwick.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The index in the database. */
public final class StoredIndex implements SearchIndex {
    /** So many different values of one dimension are remembered of one agent: what is beyond is no news. */
    private static final int MOST = 1_000;

    private final Database database;

    public StoredIndex(Database database) {
        this.database = database;
    }

    @Override
    public long indexed() {
        return database.read(handle -> handle.createQuery("SELECT coalesce(max(sequence), -1) + 1 FROM log_entry")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<Sight> add(List<Row> rows, List<Sight> sights) {
        return database.write(handle -> {
            insert(handle, rows);
            List<Sight> fresh = new ArrayList<>();
            for (var sight : sights) if (note(handle, sight)) fresh.add(sight);
            return fresh;
        });
    }

    private static void insert(Handle handle, List<Row> rows) {
        var batch = handle.prepareBatch("INSERT INTO log_entry"
                + " (sequence, at, kind, actor, agent, session, tool, tier, verdict, words)"
                + " VALUES (:sequence, :at, :kind, :actor, :agent, :session, :tool, :tier, :verdict, :words)");
        for (var row : rows) {
            batch.bind("sequence", row.sequence())
                    .bind("at", row.atMillis())
                    .bind("kind", row.kind())
                    .bind("actor", row.actor())
                    .bind("agent", row.agent())
                    .bind("session", row.session())
                    .bind("tool", row.tool())
                    .bind("tier", row.tier())
                    .bind("verdict", row.verdict())
                    .bind("words", row.words())
                    .add();
        }
        if (!rows.isEmpty()) batch.execute();
    }

    private static boolean note(Handle handle, Sight sight) {
        return handle.createUpdate("INSERT INTO seen (agent, dimension, value, sequence)"
                                + " SELECT :agent, :dimension, :value, :sequence WHERE"
                                + " (SELECT count(*) FROM seen WHERE agent = :agent AND dimension = :dimension) < :most"
                                + " ON CONFLICT DO NOTHING")
                        .bind("agent", sight.agent())
                        .bind("dimension", sight.dimension())
                        .bind("value", sight.value())
                        .bind("sequence", sight.sequence())
                        .bind("most", MOST)
                        .execute()
                == 1;
    }

    @Override
    public int seen(String agent, String dimension) {
        return database.read(handle -> handle.createQuery(
                        "SELECT count(*) FROM seen WHERE agent = :agent AND dimension = :dimension")
                .bind("agent", agent)
                .bind("dimension", dimension)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public List<Long> find(Criteria criteria, long before, int limit) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        var where = new StringBuilder("sequence < :before");
        criteria.agent().ifPresent(agent -> equal(where, wanted, "agent", agent));
        criteria.session().ifPresent(session -> equal(where, wanted, "session", session));
        criteria.person().ifPresent(person -> equal(where, wanted, "actor", "person:" + person));
        criteria.kind().map(Fields::spelling).ifPresent(kind -> equal(where, wanted, "kind", kind));
        criteria.tool().ifPresent(tool -> equal(where, wanted, "tool", tool));
        criteria.tier().map(Tier::number).ifPresent(tier -> equal(where, wanted, "tier", tier));
        criteria.verdict().ifPresent(verdict -> equal(where, wanted, "verdict", verdict));
        criteria.from().map(Instant::toEpochMilli).ifPresent(from -> and(where, wanted, "at >= ", "from", from));
        criteria.until().map(Instant::toEpochMilli).ifPresent(until -> and(where, wanted, "at < ", "until", until));
        criteria.text().ifPresent(text -> {
            where.append(" AND words LIKE :words ESCAPE '!'");
            wanted.put("words", "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        });
        return database.read(handle -> handle.createQuery(
                        "SELECT sequence FROM log_entry WHERE " + where + " ORDER BY sequence DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .bindMap(wanted)
                .mapTo(Long.class)
                .list());
    }

    /** The column's name is ours, the value is bound. */
    private static void equal(StringBuilder where, Map<String, Object> wanted, String column, Object value) {
        and(where, wanted, column + " = ", column, value);
    }

    private static void and(StringBuilder where, Map<String, Object> wanted, String test, String name, Object value) {
        where.append(" AND ").append(test).append(':').append(name);
        wanted.put(name, value);
    }

    @Override
    public void forget(Runs entries) {
        var _ = database.write(handle -> {
            var batch = handle.prepareBatch("UPDATE log_entry SET kind = 'pruned', actor = 'bailiwick', session = '',"
                    + " tool = '', tier = 0, verdict = '', words = '' WHERE sequence BETWEEN :first AND :last");
            for (var run : entries.runs())
                batch.bind("first", run.first()).bind("last", run.last()).add();
            return batch.execute().length;
        });
    }

    @Override
    public void clear() {
        var _ = database.write(handle -> handle.execute("DELETE FROM log_entry") + handle.execute("DELETE FROM seen"));
    }
}
