package dev.bailiwick.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final JsonObject ONE = Json.parseObject("{\"n\": 1}");

    @TempDir
    private Path folder = Path.of("");

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void its_account_alone_reads_it_and_a_folder_made_for_it() throws IOException {
        WholeFile.write(folder.resolve("kept"), "one.json", ONE);
        assertThat(mode(folder.resolve("kept"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("kept/one.json"))).isEqualTo("rw-------");
    }

    @Test
    void what_a_crash_left_behind_and_others_could_read_is_not_written_into() throws IOException {
        Files.writeString(folder.resolve("one.json.next"), "half");
        Files.writeString(folder.resolve("one.json"), "{\"n\": 0}");
        WholeFile.write(folder, "one.json", ONE);
        assertThat(Files.readString(folder.resolve("one.json"))).isEqualTo("{\"n\":1}");
        assertThat(mode(folder.resolve("one.json"))).isEqualTo("rw-------");
        assertThat(folder.resolve("one.json.next")).doesNotExist();
    }

    @Test
    void one_that_cannot_be_written_is_named_and_the_old_one_stays() throws IOException {
        Files.createDirectories(folder.resolve("one.json/full"));
        assertThatThrownBy(() -> WholeFile.write(folder, "one.json", ONE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot write " + folder.resolve("one.json"));
        assertThat(folder.resolve("one.json/full")).exists();
    }

    @Test
    void one_that_is_broken_hides_no_other_and_a_folder_that_is_not_there_holds_none() throws IOException {
        WholeFile.write(folder, "one.json", ONE);
        Files.writeString(folder.resolve("two.json"), "{");
        Files.writeString(folder.resolve("three.json.next"), "{}");
        assertThat(WholeFile.each(folder, json -> json)).containsExactly(ONE);
        assertThat(WholeFile.each(folder.resolve("nowhere"), json -> json)).isEmpty();
    }
}
