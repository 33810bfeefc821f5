package dev.bailiwick.host.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSearchTest {
    /** Made here, so that no file of this project shows one. */
    private static final String CANARY = "ghp_" + "c4n4ry".repeat(6);

    @TempDir
    private Path folder = Path.of("");

    private SecretSearch.Outcome searched() {
        return SecretSearch.in(List.of(folder), Set.of());
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    @Test
    void what_unpacks_without_end_is_left_and_named_and_the_next_is_looked_at() throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.gz")))) {
            out.write(new byte[4 << 20]);
        }
        write("b.txt", CANARY);
        var outcome = SecretSearch.in(List.of(folder), Set.of(), new SecretSearch.Bounds(1 << 20, 3 << 20));
        assertThat(outcome.found()).extracting(SecretSearch.Found::place).containsExactly(folder + "/b.txt:1");
        assertThat(outcome.unread()).containsExactly(folder + "/a.gz: only its first 1048576 bytes were looked at");
    }

    @Test
    void a_search_ends_although_there_is_more_and_says_where() throws IOException {
        for (String name : List.of("a", "b", "c", "d")) write(name, "x".repeat(1000));
        var outcome = SecretSearch.in(List.of(folder), Set.of(), new SecretSearch.Bounds(1000, 2000));
        assertThat(outcome.files()).isEqualTo(2);
        assertThat(outcome.unread()).singleElement().asString().contains("nothing from here on", "name fewer places");
    }

    @Test
    void one_planted_in_each_sort_of_place_is_found_there_and_never_told() throws IOException {
        write("config/openclaw.json", "{\n  \"channels\": {\"token\": \"" + CANARY + "\"}\n}\n");
        write("config/.env", "# settings\nDB_PASSWORD=canary-word-17\n");
        write("unit/openclaw.service", "[Service]\nEnvironment=API_KEY=" + CANARY + "\n");
        write("container/compose.yaml", "services:\n  agent:\n    environment:\n      - ACCESS_TOKEN=canary-word-18\n");
        write("workspace/notes.md", "the key is " + CANARY + ", keep it\n");
        write("state/main.sqlite", "SQLite format 3\0\1\2\n" + "\u00ff\0".repeat(70_000) + CANARY + "\0\0");
        write("backup/old.tar", "x".repeat(600) + CANARY);
        var outcome = searched();
        assertThat(outcome.found())
                .extracting(SecretSearch.Found::place)
                .containsExactlyInAnyOrder(
                        folder + "/config/openclaw.json:2",
                        folder + "/config/.env:2",
                        folder + "/unit/openclaw.service:2",
                        folder + "/container/compose.yaml:4",
                        folder + "/workspace/notes.md:1",
                        folder + "/state/main.sqlite:2",
                        folder + "/backup/old.tar:1");
        assertThat(outcome.toString()).doesNotContain(CANARY, "c4n4ry", "canary-word");
        assertThat(outcome.unread()).isEmpty();
    }

    @Test
    void a_packed_backup_is_opened_and_one_that_cannot_be_is_unread() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.tgz")))) {
            out.write(("padding " + CANARY).getBytes(StandardCharsets.US_ASCII));
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("b.zip")))) {
            zip.putNextEntry(new ZipEntry("inner"));
            zip.write(CANARY.getBytes(StandardCharsets.US_ASCII));
        }
        write("c.tar.xz", "packed");
        write("d.gz", "not packed at all");
        var outcome = searched();
        assertThat(outcome.found())
                .extracting(SecretSearch.Found::place)
                .containsExactlyInAnyOrder(folder + "/a.tgz:1", folder + "/b.zip:1");
        assertThat(outcome.unread())
                .containsExactlyInAnyOrder(folder + "/c.tar.xz: it is packed", folder + "/d.gz: it cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKEN=${TOKEN}",
                "API_KEY=$API_KEY",
                "LoadCredential=token:/etc/openclaw/token",
                "  token: bwh_0123456789abcdefghij",
                "PASSWORD_FILE=/run/secrets/db",
                "\"token\": {\"source\": \"exec\", \"id\": \"crm\"}",
                "digest=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "maxTokens: 4096",
                "automountServiceAccountToken: false",
                "account=$(id -u openclaw):$(id -g openclaw)"
            })
    void what_only_says_where_a_secret_is_kept_is_none(String line) throws IOException {
        write("settings.conf", line + "\n");
        assertThat(searched().found()).isEmpty();
    }

    @Test
    void a_file_whose_purpose_is_to_hold_one_is_left_out_and_a_link_leads_nowhere() throws IOException {
        write("secrets/crm", CANARY);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("secrets/crm"));
        assertThat(SecretSearch.in(List.of(folder), Set.of(folder.resolve("secrets/crm")))
                        .found())
                .isEmpty();
    }

    @Test
    void a_name_that_is_a_secret_or_hostile_text_is_not_printed() throws IOException {
        write("n\u001b[31m" + CANARY + ".env", "PASSWORD=canary-word-19\n");
        var found = searched().found();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().place()).doesNotContain("\u001b", "c4n4ry").contains("****");
    }

    @Test
    void a_place_that_is_not_there_is_unread_and_not_clean() {
        var outcome = SecretSearch.in(List.of(folder.resolve("gone")), Set.of());
        assertThat(outcome.unread()).containsExactly(folder + "/gone: it is not there");
    }

    @Test
    void a_key_across_the_pieces_of_a_long_line_is_found() throws IOException {
        write("long", "x ".repeat(32 * 1024 - 10) + CANARY + " y".repeat(100_000));
        assertThat(searched().found()).hasSize(1);
    }

    @Test
    void lines_are_counted_across_blocks() throws IOException {
        write("long.log", "0123456789\n".repeat(20_000) + CANARY + "\n" + "0123456789\n".repeat(9_000) + CANARY);
        assertThat(searched().found())
                .extracting(SecretSearch.Found::place)
                .containsExactly(folder + "/long.log:20001", folder + "/long.log:29002");
    }
}
