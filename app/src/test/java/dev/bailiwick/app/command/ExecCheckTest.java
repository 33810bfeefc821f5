package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecCheckTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void one_line_is_explained_and_the_exit_code_tells_the_decision() {
        assertThat(Bailiwick.run("exec-check", "--", "sort a.txt > b.txt")).isZero();
        assertThat(Bailiwick.run("exec-check", "--", "sudo ls")).isEqualTo(5);
        assertThat(Bailiwick.run("exec-check", "--", "cat $(id)")).isEqualTo(4);
        assertThat(Bailiwick.run("exec-check")).isEqualTo(2);
    }

    @Test
    void each_item_gets_one_answer_by_the_profile_it_names() throws IOException {
        var profiles = Files.writeString(
                folder.resolve("profiles"),
                "{\"cwd\": \"/w\", \"look\": {\"commands\": [\"cat\"], \"readRoots\": [\"/w\"]}}");
        var items = Files.writeString(folder.resolve("items"), """
                {"id": "1", "command": "cat a", "profile": "look"}
                {"id": "2", "command": "ls", "profile": "look"}
                {"id": "3", "command": "a\\u0000b", "profile": "look"}
                """);
        var out = folder.resolve("out");
        assertThat(Bailiwick.run(
                        "exec-check",
                        "--profiles",
                        profiles.toString(),
                        "--items",
                        items.toString(),
                        "--out",
                        out.toString()))
                .isZero();
        assertThat(Files.readAllLines(out).stream().map(Json::parseObject))
                .extracting(each ->
                        each.string("id").orElse("") + each.string("decision").orElse(""))
                .containsExactly("1allow", "2deny", "3deny");
    }

    @Test
    void a_line_that_is_no_item_is_named_and_skipped() throws IOException {
        var items = Files.writeString(
                folder.resolve("items"), "nonsense\n{\"id\": \"1\"}\n{\"id\": \"2\", \"command\": \"ls\"}\n");
        var out = folder.resolve("out");
        assertThat(Bailiwick.run(
                        "exec-check", "--profile", "any", "--items", items.toString(), "--out", out.toString()))
                .isEqualTo(1);
        assertThat(Files.readAllLines(out)).hasSize(1);
    }
}
