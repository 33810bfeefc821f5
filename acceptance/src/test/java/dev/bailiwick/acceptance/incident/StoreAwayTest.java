package dev.bailiwick.acceptance.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worst day while the database is away: everything closes from memory, the process table and the sealed kit. */
class StoreAwayTest {
    private static final int KEYS = 2;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void with_postgres_killed_everything_closes_and_the_rest_is_done_when_it_is_back() throws Exception {
        contained(new LostDatabase.Postgres(folder));
    }

    @Test
    void with_the_file_of_sqlite_unreadable_everything_closes_and_the_rest_is_done_when_it_is_back() throws Exception {
        contained(new LostDatabase.Sqlite(folder));
    }

    private void contained(LostDatabase database) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("workspace"));
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), WholeDay.organisation(folder));
        var line = new CommandLine(data.path());
        var process = new ProcessBuilder("sleep", "600").start();
        try (database) {
            try (var house = House.open(database.under(data));
                    var agent = new ScriptedAgent(
                            house.agents(), house.issue(WholeDay.AGENT, WholeDay.ADA), process.pid())) {
                agent.start("good morning");
                WholeDay.until(
                        "it is seen", () -> Files.exists(data.agent("desk").resolve("process")));
                new IssuedKeys(line, KEYS).add("first");
                database.goesAway();
                closed(line, house, agent, process);
            }
            offline(line);
            database.comesBack();
            afterwards(database, data, line);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void closed(CommandLine line, House house, ScriptedAgent agent, Process process)
            throws InterruptedException {
        var id = line.asked("incident", "contain", "desk", "--reason", "odd mails")
                .string("case")
                .orElseThrow();
        var incident = new OneCase(line, id);
        assertThat(process.waitFor()).as("killed").isNotZero();
        assertThat(house.parts().facts().now().freezes().of(WholeDay.AGENT))
                .as("in memory")
                .isPresent();
        assertThat(permitted(agent)).isFalse();
        assertThat(incident.step("kill").string("outcome")).contains("done");
        assertThat(incident.step("seal").string("outcome")).contains("done");
        var revoke = incident.step("revoke");
        assertThat(revoke.string("outcome")).as("nobody says that all is well").contains("failed");
        assertThat(revoke.object("detail").orElseThrow().array("leases").values())
                .as("from the sealed kit")
                .hasSize(KEYS)
                .allMatch(lease -> lease.text().contains("with-a-person"));
    }

    /** Refused by the freeze, or not even heard. */
    private static boolean permitted(ScriptedAgent agent) {
        try {
            return agent.attempt("call1", "mail.read", JsonObject.EMPTY)
                    .string("answer")
                    .equals(Optional.of("permit"));
        } catch (Refusal _) {
            return false;
        }
    }

    /** Neither server nor database: the kit and the mark are enough. */
    private static void offline(CommandLine line) {
        assertThat(line.asked("credentials", "revoke", "--all", "--reason", "fire")
                        .array("leases")
                        .values())
                .hasSize(KEYS);
        assertThat(line.asked("incident", "contain", "desk", "--reason", "again")
                        .text())
                .contains("\"close\"");
    }

    private static void afterwards(LostDatabase database, DataFolder data, CommandLine line) {
        try (var house = House.open(database.under(data))) {
            assertThat(house.parts().facts().now().freezes().of(WholeDay.AGENT)).isPresent();
            WholeDay.until(
                    "what was left is done",
                    () -> line.asked("incident", "list").array("cases").values().stream()
                            .map(row -> new OneCase(
                                    line, ((JsonObject) row).string("case").orElseThrow()))
                            .allMatch(each -> each.is("close", "done")
                                    && each.is("kill", "done")
                                    && each.is("revoke", "by-hand")));
            assertThat(line.asked("credentials", "list").array("credentials").values())
                    .isEmpty();
            assertThat(house.parts().issued().of(WholeDay.AGENT))
                    .allMatch(each -> each.revoked().isPresent());
            new IssuedKeys(line, KEYS).refuseTheOld(0);
        }
    }
}
