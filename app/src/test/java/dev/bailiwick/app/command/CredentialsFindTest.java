package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFindTest {
    private static final String CANARY = "ghp_" + "c4n4ry".repeat(6);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_lies_in_clear_is_told_by_place_and_kind() throws IOException {
        Files.writeString(folder.resolve(".env"), "A=b\nTOKEN=" + CANARY + "\n");
        var ran = Ran.line("credentials", "find", folder.toString(), "--output", "json");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.json().array("found").text()).contains(folder + "/.env:2", "service key");
        assertThat(ran.text()).doesNotContain("c4n4ry");
    }

    @Test
    void where_there_is_none_it_says_so_and_a_file_that_is_meant_to_hold_one_is_none() throws IOException {
        var meant = Files.writeString(folder.resolve("token"), CANARY);
        assertThat(Ran.line("credentials", "find", folder.toString(), "--except", meant.toString())
                        .code())
                .isZero();
    }

    @Test
    void a_place_that_is_not_there_is_no_clean_place() {
        var ran = Ran.line("credentials", "find", folder.resolve("gone").toString());
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.text()).contains("it is not there");
    }
}
