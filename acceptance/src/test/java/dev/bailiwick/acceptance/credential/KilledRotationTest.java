package dev.bailiwick.acceptance.credential;

import static dev.bailiwick.acceptance.credential.Moment.PROBE;
import static dev.bailiwick.acceptance.credential.Moment.answerLost;
import static dev.bailiwick.acceptance.credential.Moment.before;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.acceptance.incident.CommandLine;
import dev.bailiwick.acceptance.incident.MortalServer;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.store.PostgresCluster;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation on a real PostgreSQL, its server killed at each word to the database: one credential is alive after the next start. */
@Tag("long")
class KilledRotationTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    private static final List<Moment> MOMENTS = List.of(
            before("create: before the role is made", "CREATE ROLE", 1),
            answerLost("create: the role is made and nobody hears of it", "COMMIT", 1),
            before("verify: before the new one is tried", PROBE, 1),
            answerLost("verify: while the new one is tried", PROBE, 1),
            before("switch: the new one opens the door, the old one is still there", "NOLOGIN", 1),
            answerLost("retire: the old one lets nobody in", "COMMIT", 2),
            before("retire: before the old role goes", "DROP ROLE", 1),
            answerLost("retire: it is gone and nobody hears of it", "COMMIT", 3),
            before("prove: before the old one is tried", PROBE, 2));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void killed_at_each_step_of_a_rotation_exactly_one_credential_is_alive_after_the_next_start() throws Exception {
        var data = Shop.in(folder, "");
        var line = new CommandLine(data.path());
        try (var cluster = PostgresCluster.own();
                var wire = new Wire(port(cluster.url()));
                var server = MortalServer.start(folder)) {
            sql(cluster, "CREATE ROLE crm_read NOLOGIN");
            connect(line, cluster, wire);
            assertThat(line.typed("", "credentials", "rotate", "db").code()).isZero();
            assertThat(alive(cluster)).hasSize(1);
            int most = 0;
            for (var moment : MOMENTS) {
                var before = alive(cluster);
                killed(server, wire, line, moment);
                most = Math.max(most, alive(cluster).size());
                server.startAgain();
                until(moment + ": the rotation is over", () -> over(line));
                assertThat(alive(cluster)).as("%s", moment).hasSize(1);
                var kept = alive(cluster).equals(before);
                assertThat(last(line).string("rotation")).as("%s", moment).contains(kept ? "abandoned" : "done");
            }
            assertThat(most).as("at some moment one was too many").isEqualTo(2);
            assertThat(line.typed("", "credentials", "rotate", "db").code())
                    .as("and the next one passes")
                    .isZero();
            assertThat(alive(cluster)).hasSize(1);
        }
    }

    private static void connect(CommandLine line, PostgresCluster cluster, Wire wire) {
        var settings = JsonObject.with("kind", "postgres")
                .and("url", "jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres?sslmode=disable")
                .and("user", PostgresCluster.USER)
                .and("password", cluster.password())
                .and("standing", true)
                .and(
                        "grants",
                        JsonObject.with("read", new JsonArray(List.of(new JsonString("crm_read"))))
                                .build())
                .build();
        var connected = line.typed(settings.text(), "credentials", "connect", "crm");
        assertThat(connected.code()).as(connected.text()).isZero();
        line.asked(
                "credentials", "add", "db", "--agent", "desk", "--host", "db.example.com:5432", "--from", "crm/read");
    }

    /** The command that asks for the rotation hears that the server is gone, or nothing at all. */
    private static void killed(MortalServer server, Wire wire, CommandLine line, Moment moment) {
        wire.arm(moment, server::kill);
        assertThat(line.typed("", "credentials", "rotate", "db").code())
                .as("%s", moment)
                .isNotZero();
        assertThat(wire.waits()).as("%s came", moment).isFalse();
    }

    private static JsonObject last(CommandLine line) {
        return (JsonObject)
                line.asked("credentials", "list").array("credentials").values().getFirst();
    }

    private static boolean over(CommandLine line) {
        var listed = line.asked("credentials", "list");
        return listed.array("ending").values().isEmpty()
                && last(line)
                        .string("rotation")
                        .filter(List.of("done", "abandoned")::contains)
                        .isPresent();
    }

    /** The roles of ours that may log in. */
    private static List<String> alive(PostgresCluster cluster) throws SQLException {
        try (var admin = DriverManager.getConnection(cluster.url(), PostgresCluster.USER, cluster.password());
                var asked = admin.createStatement();
                var found = asked.executeQuery(
                        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'bw\\_%' AND rolcanlogin")) {
            List<String> names = new ArrayList<>();
            while (found.next()) names.add(found.getString(1));
            return names;
        }
    }

    private static void sql(PostgresCluster cluster, String sql) throws SQLException {
        try (var admin = DriverManager.getConnection(cluster.url(), PostgresCluster.USER, cluster.password());
                var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int port(String url) {
        return Integer.parseInt(url.replaceAll(".*:([0-9]+)/.*", "$1"));
    }

    private static void until(String what, BooleanSupplier holds) throws InterruptedException {
        var end = Instant.now().plus(SOON);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) throw new AssertionError("not within " + SOON.toSeconds() + " s: " + what);
            Thread.sleep(100);
        }
    }
}
