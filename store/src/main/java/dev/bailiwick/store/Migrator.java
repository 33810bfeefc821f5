package dev.bailiwick.store;

import dev.bailiwick.core.value.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Brings a database to this program's schema: a fixed list of scripts, applied in order, all within the caller's one
 * transaction. A script that ran is history: one that was changed afterwards, or that this program does not know, stops the
 * start.
 */
final class Migrator {
    /** One step of the schema. */
    record Script(String name, String sql) {
        Digest digest() {
            return Digest.of(sql);
        }
    }

    private final List<Script> scripts;

    Migrator(List<Script> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    /** The scripts of this program. New ones are added at the end; none is ever changed. */
    static Migrator shipped() {
        return new Migrator(List.of(
                resource("1-spine.sql"),
                resource("2-search.sql"),
                resource("3-archive.sql"),
                resource("4-keys.sql"),
                resource("5-reviews.sql"),
                resource("6-rotations.sql"),
                resource("7-passkeys.sql"),
                resource("8-integrations.sql"),
                resource("9-authority.sql"),
                resource("11-tokens.sql")));
    }

    private static Script resource(String name) {
        try (var in = Migrator.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("this program lacks its script " + name);
            return new Script(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the program's own script " + name, e);
        }
    }

    /** How many scripts were applied. */
    int migrate(Handle handle, String database) {
        handle.execute("CREATE TABLE IF NOT EXISTS migration"
                + " (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL)");
        var done = handle.createQuery("SELECT sha256 FROM migration ORDER BY version")
                .mapTo(String.class)
                .list();
        if (done.size() > scripts.size()) {
            throw new StoreUnavailable(database + " was written by a newer version of this program: use that one");
        }
        for (int i = 0; i < done.size(); i++) {
            if (!scripts.get(i).digest().hex().equals(done.get(i))) throw changed(database, scripts.get(i));
        }
        for (int i = done.size(); i < scripts.size(); i++) apply(handle, i + 1, scripts.get(i));
        return scripts.size() - done.size();
    }

    private static StoreUnavailable changed(String database, Script script) {
        return new StoreUnavailable("the schema of " + database + " was made by another \"" + script.name()
                + "\" than this program's: use the version that made it, or restore a backup");
    }

    private static void apply(Handle handle, int version, Script script) {
        handle.createScript(script.sql()).executeAsSeparateStatements();
        handle.execute(
                "INSERT INTO migration (version, name, sha256) VALUES (?, ?, ?)",
                version,
                script.name(),
                script.digest().hex());
    }
}
