package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.procedure.testing.Specimens;
import dev.bailiwick.store.approval.StoredApprovals;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's file in a failing world: one clear line each, and what was acknowledged stays. */
class SqliteFileTest {
    @TempDir
    Path temporary;

    @Test
    void folder_and_files_belong_to_this_account_alone() throws IOException {
        var folder = temporary.resolve("a/b");
        try (var database = Database.sqlite(folder)) {
            new StoredApprovals(database).openOrJoin(Specimens.task(1, "send"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            try (var files = Files.list(folder)) {
                assertThat(files.toList())
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void commits_are_forced_to_disk() {
        try (var database = Database.sqlite(temporary)) {
            for (var setting : List.of("synchronous=2", "journal_mode=wal", "foreign_keys=1", "trusted_schema=0")) {
                var parts = setting.split("=", -1);
                assertThat(database.<String>read(handle -> handle.createQuery("PRAGMA " + parts[0])
                                .mapTo(String.class)
                                .one()))
                        .as(setting)
                        .isEqualTo(parts[1]);
            }
        }
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws IOException {
        Files.writeString(file(), "not a database, but long enough to have a header of a hundred bytes".repeat(20));
        assertRefused("is damaged or no database: move the file away and restore a backup");
    }

    @Test
    void a_damaged_page_is_found_at_the_start() throws IOException {
        try (var database = Database.sqlite(temporary)) {
            var approvals = new StoredApprovals(database);
            for (int i = 1; i <= 200; i++) approvals.openOrJoin(Specimens.task(i, "action " + i));
        }
        try (var raw = new RandomAccessFile(file().toFile(), "rw")) {
            var noise = new byte[4096];
            new Random(7).nextBytes(noise);
            for (int page = 3; page < 12; page++) {
                raw.seek(page * 4096L);
                raw.write(noise);
            }
        }
        assertRefused("is damaged or no database");
    }

    @Test
    void another_process_that_holds_the_file_is_named_as_the_reason() throws SQLException {
        Database.sqlite(temporary).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertRefused("is locked by another process: stop that process");
        }
    }

    @Test
    void a_folder_that_is_a_file_is_refused() throws IOException {
        var notAFolder = Files.writeString(temporary.resolve("file"), "x");
        assertThatThrownBy(() -> Database.sqlite(notAFolder))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("cannot be opened for writing");
    }

    @Test
    void a_read_only_folder_is_refused_new_or_not() throws IOException, InterruptedException {
        requireOwnMounts();
        var mount = Files.createDirectory(temporary.resolve("mount"));
        var readOnly = "mount -t tmpfs none '" + mount + "' && mkdir '" + mount + "/old' && cp '" + existing() + "' '"
                + mount + "/old/bailiwick.db' && mount -o remount,ro '" + mount + "'";
        for (var name : List.of("new", "old")) {
            var said = Child.said(Child.start(readOnly, mount.resolve(name), 1));
            assertThat(said).hasSize(1);
            assertThat(said.getFirst())
                    .startsWith("unavailable: the database")
                    .contains("cannot be opened for writing: give this account the folder");
        }
    }

    @Test
    void a_full_disk_says_so_and_keeps_what_was_acknowledged() throws IOException, InterruptedException {
        requireOwnMounts();
        var mount = Files.createDirectory(temporary.resolve("mount"));
        var rescued = Files.createDirectory(temporary.resolve("rescued"));
        // the mount lives as long as the shell: it copies the files out before it ends
        var prelude = "mount -t tmpfs -o size=1m none '" + mount + "' && \"$@\"; cp '" + mount + "'/* '" + rescued
                + "'; exit 0";
        var said = Child.said(Child.start(prelude, mount, 1));
        assertThat(said.getFirst()).isEqualTo("open");
        assertThat(said.getLast()).contains("no space left for the database").contains("nothing was half-written");
        assertClaimed(rescued, said.subList(1, said.size() - 1));
    }

    @Test
    void everything_acknowledged_survives_kill_9() throws IOException, InterruptedException {
        int kills = Boolean.getBoolean("bailiwick.soak") ? 100 : 3;
        long seed = System.nanoTime();
        System.out.println("kill -9 of a writer, seed " + seed);
        var random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            int first = kill * 100_000 + 1;
            var child = Child.start("", temporary, first);
            try (var lines = Child.reader(child)) {
                assertThat(lines.readLine()).isEqualTo("open");
                for (int i = random.nextInt(20, 120); i > 0; i--) acknowledged.add(lines.readLine());
                // the handle, because destroying the Process itself would close the stream under us
                child.toHandle().destroyForcibly();
                lines.lines().filter(line -> line.matches("[0-9]+")).forEach(acknowledged::add);
            } finally {
                child.destroyForcibly();
            }
        }
        assertClaimed(temporary, acknowledged);
    }

    /** Every number is there, claimed; nothing is half there. */
    private static void assertClaimed(Path folder, List<String> acknowledged) {
        assertThat(acknowledged).isNotEmpty();
        try (var database = Database.sqlite(folder)) {
            var approvals = new StoredApprovals(database);
            for (var number : acknowledged) {
                int i = Integer.parseInt(number);
                assertThat(approvals.find(Specimens.taskId(i)))
                        .contains(Specimens.approved(Specimens.task(i, "action " + i))
                                .claimed());
            }
            int claimed = approvals.count(java.util.EnumSet.of(State.CLAIMED));
            assertThat(claimed).isGreaterThanOrEqualTo(acknowledged.size());
        }
    }

    private Path existing() {
        var folder = temporary.resolve("existing");
        Database.sqlite(folder).close();
        return folder.resolve("bailiwick.db");
    }

    private Path file() {
        return temporary.resolve("bailiwick.db");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Database.sqlite(temporary))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageStartingWith("the database \"" + file() + "\" ")
                .hasMessageContaining(message);
    }

    /** A full or read-only disk of our own takes a mount namespace, and that takes root or user namespaces. */
    private static void requireOwnMounts() throws IOException, InterruptedException {
        int exit;
        try {
            exit = new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            exit = 127;
        }
        if (exit != 0) {
            var message = "skipped: this account may not mount, so no full or read-only disk can be made";
            System.err.println(message);
            Assumptions.abort(message);
        }
    }
}
