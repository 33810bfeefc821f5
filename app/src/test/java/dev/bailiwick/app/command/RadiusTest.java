package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.app.wiring.GuideFiles;
import dev.bailiwick.app.wiring.RegisterFile;
import dev.bailiwick.app.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register file that the documentation shows. */
class RadiusTest {
    private static final Path EXAMPLE = Path.of("../docs/register.yaml");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_example_is_sound_and_answers() {
        var file = EXAMPLE.toString();
        assertThat(RegisterFile.read(EXAMPLE, GuideFiles.shipped()).agents()).containsKeys("support", "coder");
        assertThat(Bailiwick.run("blast-radius", "support", "--register", file)).isZero();
        assertThat(Bailiwick.run("blast-radius", "support", "--register", file, "--add", "gmail=gmail.send"))
                .isZero();
        assertThat(Bailiwick.run("blast-radius", "support", "--register", file, "--without", "refunds:write"))
                .isZero();
    }

    @Test
    void what_is_not_there_is_refused() {
        var file = EXAMPLE.toString();
        assertThat(Bailiwick.run("blast-radius", "nobody", "--register", file)).isEqualTo(2);
        assertThat(Bailiwick.run("blast-radius", "support", "--register", file, "--without", "sudo"))
                .isEqualTo(2);
        assertThat(Bailiwick.run("blast-radius", "support", "--register", file, "--add", "gmail=gmail.sent"))
                .isEqualTo(2);
        assertThat(Bailiwick.run("blast-radius", "support", "--register", file, "--add", "nothing"))
                .isEqualTo(2);
    }

    @Test
    void an_unknown_permission_is_named_by_its_line() throws IOException {
        var text = Files.readString(EXAMPLE).replace("\"refunds:write\"]", "\"refunds:all\"]");
        var file = Files.writeString(folder.resolve("mine.yaml"), text);
        assertThatThrownBy(() -> RegisterFile.read(file, GuideFiles.shipped()))
                .isInstanceOf(YamlException.class)
                .hasMessage(
                        "mine.yaml line 29, column 5: the guide stripe has no scope \"refunds:all\" (/credentials/0)");
    }

    @Test
    void the_guides_are_listed_and_shown() {
        assertThat(Bailiwick.run("guides")).isZero();
        assertThat(Bailiwick.run("guides", "stripe", "--output", "json")).isZero();
        assertThat(Bailiwick.run("guides", "nothing")).isEqualTo(2);
    }
}
