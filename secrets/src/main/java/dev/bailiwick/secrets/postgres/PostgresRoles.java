package dev.bailiwick.secrets.postgres;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.util.PasswordUtil;

/**
 * One role for each lease, with the password that follows from the root key and the lease's id. It is a member of the groups
 * its key names, and has nothing of its own.
 *
 * <p>{@code VALID UNTIL} ends no session, and dropping a role lets its sessions live on where nobody finds them any more.
 * Therefore the order of an end: no login, then no session, then no role.
 */
public final class PostgresRoles implements SecretBackend {
    /** Nobody may log in with it: invalid_password, which a role that is gone answers too. */
    private static final String REFUSED = "28P01";

    private static final String SECONDS = "5";
    private static final int CUT_MILLIS = 2_000;

    private final String name;
    private final Settings settings;

    public PostgresRoles(String name, Settings settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.INSTANT;
    }

    @Override
    public boolean standing() {
        return settings.standing();
    }

    @Override
    public boolean makes() {
        return true;
    }

    /** The name that a lease's role bears. An orphan is found by it. */
    public static String role(Lease lease) {
        return "bw_" + lease.id().replace('-', '_');
    }

    private String password(Lease lease) {
        return settings.root().text("postgres " + name, lease.id());
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        return put(longer);
    }

    @Override
    public Issued issue(Lease lease) {
        return Issued.of(put(lease));
    }

    private Secret put(Lease lease) {
        var groups = groups(lease);
        try (var admin = admin();
                var sql = admin.createStatement()) {
            sql.execute((exists(sql, lease) ? "ALTER ROLE " : "CREATE ROLE ") + quoted(role(lease))
                    + " LOGIN CONNECTION LIMIT " + settings.connections()
                    + " PASSWORD '" + verifier(lease) + "' VALID UNTIL '" + lease.expires() + "'");
            for (var group : groups) sql.execute("GRANT " + quoted(group) + " TO " + quoted(role(lease)));
            admin.commit();
            return new Secret(password(lease));
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private List<String> groups(Lease lease) {
        var groups = settings.grants().get(lease.secret().name());
        if (groups == null)
            throw new BackendUnavailable(
                    "\"" + name + "\" grants no \"" + lease.secret().name() + "\"");
        return groups;
    }

    /** What the server may know and log: a SCRAM verifier (RFC 5803), never the password. */
    private String verifier(Lease lease) throws SQLException {
        return PasswordUtil.encodePassword(role(lease), password(lease).toCharArray(), "scram-sha-256");
    }

    @Override
    public Ending revoke(Lease lease) {
        try (var admin = admin();
                var sql = admin.createStatement()) {
            if (!exists(sql, lease)) return new Ending.Done();
            sql.execute("ALTER ROLE " + quoted(role(lease)) + " NOLOGIN");
            admin.commit();
            cut(sql, lease);
            sql.execute("GRANT " + quoted(role(lease)) + " TO CURRENT_USER"); // only a member may drop what it owns
            sql.execute("DROP OWNED BY " + quoted(role(lease)));
            sql.execute("DROP ROLE " + quoted(role(lease)));
            admin.commit();
            return new Ending.Done();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** Waits for each: a role that is dropped while a session lives leaves it without a name. */
    private static void cut(Statement sql, Lease lease) throws SQLException {
        try (var ended = sql.executeQuery("SELECT pg_terminate_backend(pid, " + CUT_MILLIS + ")"
                + " FROM pg_stat_activity WHERE usename = '" + role(lease) + "'")) {
            while (ended.next()) {
                if (!ended.getBoolean(1)) throw new BackendUnavailable("a session of the role does not end");
            }
        }
    }

    @Override
    public Standing probe(Lease lease) {
        try (var _ = connection(role(lease), password(lease))) {
            return Standing.ACCEPTED;
        } catch (SQLException e) {
            if (REFUSED.equals(e.getSQLState())) return Standing.REFUSED;
            if (noLogin(e)) return gone(lease) ? Standing.REFUSED : Standing.UNKNOWN;
            throw away(e);
        }
    }

    /** invalid_authorization_specification: no login allowed, or a line of pg_hba.conf that says nothing of the role. */
    private static boolean noLogin(SQLException e) {
        return "28000".equals(e.getSQLState());
    }

    private boolean gone(Lease lease) {
        try (var admin = admin();
                var sql = admin.createStatement();
                var found =
                        sql.executeQuery("SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + role(lease) + "'")) {
            return !found.next() || !found.getBoolean(1);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static boolean exists(Statement sql, Lease lease) throws SQLException {
        try (var found = sql.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + role(lease) + "'")) {
            return found.next();
        }
    }

    private Connection admin() throws SQLException {
        var admin = settings.password().reveal(password -> new Attempt(settings.user(), password));
        var connection = connection(admin.user(), admin.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private record Attempt(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    private Connection connection(String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", SECONDS);
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        properties.setProperty("ApplicationName", "bailiwick");
        return DriverManager.getConnection(settings.url(), properties);
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The driver's message may quote the statement: only its state is told. */
    private BackendUnavailable away(SQLException e) {
        return new BackendUnavailable("PostgreSQL \"" + name + "\" did not do it (SQLSTATE " + e.getSQLState() + ")");
    }
}
