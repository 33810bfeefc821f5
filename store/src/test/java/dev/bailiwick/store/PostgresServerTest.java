package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.procedure.testing.Specimens;
import dev.bailiwick.store.approval.StoredApprovals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL that cannot be used says why, and never shows a password. */
class PostgresServerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/b?password=hunter2",
                "jdbc:postgresql://db.example.org/b?ssl=true&PASSWORD=hunter2",
                "jdbc:postgresql://keeper:hunter2@db.example.org/b",
                "jdbc:postgresql://db.example.org/b?user=hunter2",
                "jdbc:sqlite:hunter2",
                "hunter2"
            })
    void a_url_with_an_account_in_it_or_of_another_kind_is_refused_and_not_repeated(String url) {
        assertThatThrownBy(() -> Database.postgres(url, "keeper", () -> "hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_server_that_does_not_run_is_named() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/b";
        assertThatThrownBy(() -> Database.postgres(url, "keeper", () -> "hunter2"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("the PostgreSQL database \"127.0.0.1:" + port
                        + "/b\" does not answer: see that it runs and can be reached from here")
                .satisfies(e -> assertThat(StoreContract.stackOf(e)).doesNotContain("hunter2"));
    }

    @Test
    void a_wrong_password_and_an_unknown_database_are_told_apart() {
        var cluster = PostgresCluster.shared();
        assertThatThrownBy(() -> Database.postgres(cluster.url(), PostgresCluster.USER, () -> "hunter2"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("check account and password")
                .satisfies(e -> assertThat(StoreContract.stackOf(e)).doesNotContain("hunter2"));
        var nowhere = cluster.url().replace("/postgres", "/nowhere");
        assertThatThrownBy(() -> Database.postgres(nowhere, PostgresCluster.USER, cluster::password))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("create it");
    }

    @Test
    void an_account_that_may_not_make_tables_is_told_so() {
        var cluster = PostgresCluster.shared();
        cluster.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        assertThatThrownBy(() -> Database.postgres(cluster.url() + "?currentSchema=public", "guest", () -> "guest"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("make it the owner");
    }

    @Test
    void everything_acknowledged_survives_a_kill_of_the_server_and_work_goes_on() {
        try (var cluster = PostgresCluster.own();
                var database = Database.postgres(cluster.url(), PostgresCluster.USER, cluster::password)) {
            var approvals = new StoredApprovals(database);
            List<Integer> acknowledged = new ArrayList<>();
            for (int i = 1; i <= 200; i++) {
                approvals.openOrJoin(Specimens.task(i, "action " + i));
                acknowledged.add(i);
            }
            cluster.crashAndRestart();
            for (int i : acknowledged) {
                assertThat(approvals.find(Specimens.taskId(i))).contains(Specimens.task(i, "action " + i));
            }
        }
    }
}
