package dev.bailiwick.secrets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import dev.bailiwick.procedure.testing.RotationContract;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.root.RootKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PostgresRolesTest extends SecretBackendContract {
    private static final RootKey ROOT = new RootKey(new Secret("a-root-key-of-this-test-that-is-long-enough-123"));
    private static PostgresServer server = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeAll has run
    private static PostgresServer absent() {
        return null;
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = new PostgresServer();
        try (var admin = DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
                var sql = admin.createStatement()) {
            sql.execute("CREATE ROLE broker LOGIN CREATEROLE PASSWORD 'broker-of-this-test'");
            sql.execute("GRANT pg_signal_backend TO broker");
            sql.execute("CREATE ROLE crm_read NOLOGIN");
            sql.execute("GRANT crm_read TO broker WITH ADMIN OPTION");
            sql.execute("CREATE TABLE customer AS SELECT 'Zoe' AS name");
            sql.execute("GRANT SELECT ON customer TO crm_read");
        }
    }

    @AfterAll
    @SuppressWarnings("NullAway") // without the package there is none
    static void stop() {
        if (server != null) server.close();
    }

    private static PostgresRoles roles(String url) {
        return roles(url, false);
    }

    private static PostgresRoles roles(String url, boolean standing) {
        return new PostgresRoles(
                "crm-db",
                new Settings(
                        url,
                        "broker",
                        new Secret("broker-of-this-test"),
                        ROOT,
                        Map.of("read", List.of("crm_read"), "keeper", List.of(PostgresServer.USER)),
                        3,
                        standing));
    }

    @Override
    protected SecretBackend backend() {
        return roles(server.url());
    }

    @Override
    protected SecretBackend away() {
        return roles("jdbc:postgresql://127.0.0.1:1/postgres");
    }

    @Override
    protected String secret() {
        return "read";
    }

    @Override
    protected String excessive() {
        return "write";
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        try (var session = session(lease, secret);
                var rows = session.createStatement().executeQuery("SELECT name FROM customer")) {
            return rows.next();
        } catch (SQLException _) {
            return false;
        }
    }

    private static Connection session(Lease lease, Secret secret) throws SQLException {
        var password = secret.reveal(text -> text);
        return DriverManager.getConnection(server.url(), PostgresRoles.role(lease), password);
    }

    /** Killed at any effect: the roles and their logins are real. */
    @Nested
    class Rotating_a_standing_role extends RotationContract {
        @Override
        protected SecretBackend backend() {
            return roles(server.url(), true);
        }

        @Override
        protected String secret() {
            return "read";
        }
    }

    @Test
    void a_session_that_is_open_is_cut_and_nothing_of_the_role_stays() throws SQLException {
        var lease = lease(100, "read", Duration.ofMinutes(5));
        try (var session = session(lease, backend().issue(lease).secret());
                var sql = session.createStatement()) {
            sql.execute("CREATE TEMP TABLE mine (x int)");
            backend().revoke(lease);
            assertThatThrownBy(() -> sql.execute("SELECT name FROM customer")).isInstanceOf(SQLException.class);
        }
        assertThat(count("pg_roles WHERE rolname = '" + PostgresRoles.role(lease) + "'"))
                .isZero();
        assertThat(count("pg_stat_activity WHERE usename IS NULL AND backend_type = 'client backend'"))
                .isZero();
    }

    private static int count(String from) throws SQLException {
        try (var admin = DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
                var rows = admin.createStatement().executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void a_role_may_what_its_group_may_and_no_more() throws SQLException {
        var lease = lease(101, "read", Duration.ofMinutes(5));
        try (var session = session(lease, backend().issue(lease).secret());
                var sql = session.createStatement()) {
            assertThat(sql.execute("SELECT name FROM customer")).isTrue();
            assertThatThrownBy(() -> sql.execute("DELETE FROM customer")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> sql.execute("CREATE ROLE friend")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void the_server_refuses_to_grant_what_the_broker_does_not_hold() {
        var lease = lease(102, "keeper", Duration.ofMinutes(5));
        assertThatThrownBy(() -> backend().issue(lease)).hasMessageContaining("SQLSTATE 42501");
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void when_its_time_is_over_nobody_logs_in() {
        var lease = lease(103, "read", Duration.ofSeconds(1));
        var secret = backend().issue(lease).secret();
        var deadline = now().plusSeconds(10);
        while (opens(lease, secret) && now().isBefore(deadline)) Thread.onSpinWait();
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void no_password_is_in_the_servers_log_of_statements() throws IOException {
        var lease = lease(104, "read", Duration.ofMinutes(5));
        var secret = backend().issue(lease).secret();
        var log = server.log();
        assertThat(log).contains(PostgresRoles.role(lease), "SCRAM-SHA-256");
        boolean leaks = secret.reveal(log::contains);
        assertThat(leaks).isFalse();
    }

    @Test
    void groups_of_the_server_itself_are_refused_in_the_settings() {
        assertThatThrownBy(() -> new Settings(
                        "jdbc:postgresql://db/x",
                        "broker",
                        new Secret("x"),
                        ROOT,
                        Map.of("all", List.of("pg_read_all_data")),
                        1,
                        false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
