package dev.bailiwick.acceptance.incident;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.store.PostgresCluster;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database that goes away under a running server, and comes back. */
interface LostDatabase extends AutoCloseable {
    Configuration under(DataFolder data);

    void goesAway();

    /** With what it held, once no server runs. */
    void comesBack();

    @Override
    void close();

    /** PostgreSQL, killed. */
    final class Postgres implements LostDatabase {
        private final PostgresCluster cluster = PostgresCluster.own();
        private final Path password;

        Postgres(Path folder) throws IOException {
            password = Files.writeString(folder.resolve("postgres-password"), cluster.password());
        }

        @Override
        public Configuration under(DataFolder data) {
            var plain = Configuration.of(data).onFreePorts();
            return new Configuration(
                    plain.data(),
                    plain.consolePort(),
                    plain.agentsPort(),
                    plain.hold(),
                    Optional.of(new Configuration.Postgres(cluster.url(), PostgresCluster.USER, password)),
                    plain.model(),
                    plain.scripts(),
                    plain.nodes(),
                    plain.clock());
        }

        @Override
        public void goesAway() {
            cluster.die();
        }

        @Override
        public void comesBack() {
            cluster.crashAndRestart();
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    /** SQLite's files, overwritten where they lie. */
    final class Sqlite implements LostDatabase {
        private final Path folder;
        private final Path copies;

        Sqlite(Path folder) throws IOException {
            this.folder = folder.resolve("data");
            copies = Files.createDirectory(folder.resolve("copies"));
        }

        @Override
        public Configuration under(DataFolder data) {
            return Configuration.of(data).onFreePorts();
        }

        private List<Path> files(Path where) {
            try (var files = Files.newDirectoryStream(where, "*.db*")) {
                List<Path> found = new ArrayList<>();
                files.forEach(found::add);
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void goesAway() {
            try {
                for (var file : files(folder)) {
                    Files.copy(file, copies.resolve(file.getFileName()));
                    if (!file.toString().endsWith("-shm")) overwrite(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void overwrite(Path file) throws IOException {
            try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
                raw.write(new byte[Math.toIntExact(raw.length())]);
            }
        }

        @Override
        public void comesBack() {
            try {
                for (var file : files(folder)) Files.delete(file);
                for (var copy : files(copies))
                    if (!copy.toString().endsWith("-shm"))
                        Files.copy(copy, folder.resolve(copy.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }
}
