package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** A PostgreSQL database reached by JDBC. */
final class PostgresServer implements Engine {
    private static final int CONNECTIONS = 8;
    private static final int OLDEST = 15;

    /** Any number, the same in every Bailiwick: who migrates holds it. */
    private static final long MIGRATION_LOCK = 7_239_001_001L;

    private static final String NO_PRIVILEGE = "42501";

    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^/?@]*)/([^?@]*)(\\?.*)?");
    private static final Pattern ACCOUNT =
            Pattern.compile("[?&](user|password|sslpassword)=", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1])?(:[0-9]+)?", Pattern.CASE_INSENSITIVE);

    private final String url;
    private final String place;
    private final boolean local;
    private final String user;
    private final Supplier<String> password;

    PostgresServer(String url, String user, Supplier<String> password) {
        var parts = URL.matcher(url);
        if (!parts.matches() || ACCOUNT.matcher(url).find()) {
            throw new IllegalArgumentException("a database URL is jdbc:postgresql://host:port/database;"
                    + " user and password are given apart from it");
        }
        this.url = url;
        this.place = parts.group(1) + "/" + parts.group(2);
        this.local = LOOPBACK.matcher(parts.group(1)).matches();
        this.user = user;
        this.password = password;
    }

    @Override
    public HikariDataSource connect() {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password.get());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Database.PATIENCE.toMillis());
        pool.setPoolName("store");
        pool.setConnectionInitSql("SET synchronous_commit = on; SET default_transaction_isolation = 'read committed';"
                + " SET statement_timeout = " + 2 * Database.PATIENCE.toMillis());
        driverSettings().forEach(pool::addDataSourceProperty);
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            if (e.getCause() instanceof SQLException sql) throw unavailable(sql);
            throw new StoreUnavailable(name() + " cannot be used", e);
        }
    }

    /** The driver reads text alone: a number or a boolean in here would be passed over without a word. */
    private Map<String, String> driverSettings() {
        var settings = new HashMap<String, String>();
        settings.put("ApplicationName", "bailiwick");
        settings.put("connectTimeout", String.valueOf(Database.PATIENCE.toSeconds()));
        settings.put("socketTimeout", String.valueOf(4 * Database.PATIENCE.toSeconds()));
        settings.put("tcpKeepAlive", "true");
        // the detail repeats values of the row
        settings.put("logServerErrorDetail", "false");
        if (!local && !url.contains("sslmode=")) settings.put("sslmode", "verify-full");
        return settings;
    }

    @Override
    public void verify(Handle handle) {
        int version = Integer.parseInt(setting(handle, "server_version_num")) / 10_000;
        if (version < OLDEST) {
            throw new StoreUnavailable(name() + " is version " + version + ": use " + OLDEST + " or newer");
        }
        if (!setting(handle, "server_encoding").equals("UTF8")) {
            throw new StoreUnavailable(name() + " does not keep UTF-8: create the database with ENCODING 'UTF8'");
        }
        if (setting(handle, "fsync").equals("off")) {
            throw new StoreUnavailable(name() + " runs with fsync off and would lose what it acknowledged: turn it on");
        }
    }

    private static String setting(Handle handle, String name) {
        return handle.createQuery("SELECT current_setting(:name)")
                .bind("name", name)
                .mapTo(String.class)
                .one();
    }

    @Override
    public void lockForMigration(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(?)", MIGRATION_LOCK);
    }

    @Override
    public boolean oneWriter() {
        return false;
    }

    /** By class of SQLSTATE (PostgreSQL, appendix A). */
    @Override
    public StoreUnavailable unavailable(SQLException cause) {
        var state = String.valueOf(cause.getSQLState());
        var message = switch (state.equals(NO_PRIVILEGE) || state.length() < 2 ? state : state.substring(0, 2)) {
            case "08" -> name() + " does not answer: see that it runs and can be reached from here";
            case "28" -> name() + " does not let the account \"" + user + "\" in: check account and password";
            case "3D", "3F" -> name() + " does not exist: create it, owned by \"" + user + "\"";
            case NO_PRIVILEGE -> name() + " does not give \"" + user + "\" what it needs: make it the owner";
            case "53" -> name() + " is out of space, memory or connections: see its log";
            case "57" -> name() + " is stopping, starting or gave up a query: see its log, then try again";
            case "25" -> name() + " takes no writes: it is a standby; name the primary";
            default -> name() + " cannot be used (SQLSTATE " + state + "): see its log";
        };
        return new StoreUnavailable(message, cause);
    }

    @Override
    public boolean ruleBroken(SQLException cause) {
        return String.valueOf(cause.getSQLState()).startsWith("23");
    }

    @Override
    public String name() {
        return "the PostgreSQL database \"" + place + "\"";
    }
}
