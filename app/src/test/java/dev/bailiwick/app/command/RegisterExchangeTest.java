package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterExchangeTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "register.yaml");

    @TempDir
    Path folder;

    @Test
    void what_was_imported_comes_out_and_goes_in_again_byte_for_byte() throws IOException {
        assertThat(register("import", EXAMPLE.toString(), "--output", "json")
                        .json()
                        .array("changes")
                        .size())
                .isEqualTo(13);
        String first = register("export").text();
        var file = Files.writeString(folder.resolve("exported.yaml"), first);
        assertThat(register("diff", file.toString()).code()).isZero();
        assertThat(register("import", file.toString()).code()).isZero();
        assertThat(register("export").text()).isEqualTo(first).contains("vault:support/stripe");
    }

    @Test
    void a_difference_is_named_by_its_entry() throws IOException {
        register("import", EXAMPLE.toString());
        var other = Files.writeString(
                folder.resolve("other.yaml"), Files.readString(EXAMPLE).replace("people: 4000", "people: 5000"));
        var diff = register("diff", other.toString(), "--output", "json");
        assertThat(diff.code()).isEqualTo(3);
        assertThat(diff.text()).contains("shop", "changed", "5000").doesNotContain("coder");
    }

    @Test
    void a_wrong_file_changes_nothing_and_names_its_line() throws IOException {
        register("import", EXAMPLE.toString());
        String before = register("export").text();
        var wrong = Files.writeString(
                folder.resolve("wrong.yaml"), Files.readString(EXAMPLE).replace("guide: stripe", "guide: stripes"));
        assertThat(register("import", wrong.toString()).code()).isNotZero();
        assertThat(register("export").text()).isEqualTo(before);
    }

    private Ran register(String... words) throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        var whole = Stream.of(Stream.of("register"), Stream.of(words), Stream.of("--data", data.toString()))
                .flatMap(each -> each);
        return Ran.line(whole.toArray(String[]::new));
    }
}
