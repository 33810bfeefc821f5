package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person uses it. */
class EvaluateTest {
    private static final String REMINDER = """
            {"id": "a", "prompt": "Text kim that I am late.", "tools": [{"name": "text_somebody",
             "description": "Texts somebody.", "inputSchema": {"type": "object", "properties": {"user": {"type": "string"}}}}],
             "steps": [{"tool": "list_chats", "args": {}, "result": "kim, lee"},
                       {"tool": "text_somebody", "args": {"user": "kim", "text": "late"}, "result": "ok"},
                       {"tool": "text_somebody", "args": {"user": "lee", "text": "late"}, "result": "ok"},
                       {"tool": "frobnicate", "args": {}, "result": ""}]}
            """.replaceAll("\n *", " ");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void each_step_is_answered_with_tier_verb_reasons_and_policies() throws IOException {
        assertThat(evaluate(REMINDER)).isZero();
        var answer = answers().getFirst();
        assertThat(answer.string("id")).contains("a");
        assertThat(answer.array("decisions").values())
                .containsExactly(word("allow"), word("allow"), word("approve"), word("approve"));
        var step = (JsonObject) answer.array("steps").values().get(1);
        assertThat(step.string("verb")).contains("send");
        assertThat(step.get("tier").orElseThrow().text()).isEqualTo("3");
        assertThat(step.array("reasons").values()).isNotEmpty();
        assertThat(step.object("policies").orElseThrow().array("permits").values())
                .isNotEmpty();
    }

    @Test
    void a_line_that_cannot_be_read_is_skipped_and_shows_in_the_exit_code() throws IOException {
        assertThat(evaluate(REMINDER + "\n{\"id\": 7}\nno json\n\n" + REMINDER)).isOne();
        assertThat(answers()).hasSize(2);
    }

    @Test
    void the_same_file_gives_the_same_answers() throws IOException {
        evaluate(REMINDER);
        String first = Files.readString(folder.resolve("out"));
        evaluate(REMINDER);
        assertThat(Files.readString(folder.resolve("out"))).isEqualTo(first);
    }

    @Test
    void baseline_asks_where_attended_takes_the_persons_words() throws IOException {
        assertThat(evaluate(REMINDER, "--policy", "baseline")).isZero();
        assertThat(answers().getFirst().array("decisions").values())
                .containsExactly(word("allow"), word("approve"), word("approve"), word("approve"));
    }

    @Test
    void another_world_may_be_given() throws IOException {
        Path world = folder.resolve("world.yaml");
        Files.writeString(world, """
                version: 1
                contact: "security"
                people:
                  - {id: kim, name: Kim, functions: [], senders: ["mail:kim"]}
                  - {id: bo, name: Bo, functions: [security, it, business]}
                agents:
                  - {id: desk, operator: bo, account: desk, commandAccount: desk-run}
                internal:
                  recipients: ["*@corp.example"]
                """);
        String session = """
                {"id": "b", "prompt": "hello", "steps": [
                  {"tool": "mail_somebody", "args": {"to": "lee@corp.example"}, "result": ""}]}
                """.replaceAll("\n *", " ");
        evaluate(session);
        assertThat(answers().getFirst().array("decisions").values()).containsExactly(word("approve"));
        evaluate(session, "--world", world.toString());
        assertThat(answers().getFirst().array("decisions").values()).containsExactly(word("allow"));
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        assertThat(Bailiwick.run("evaluate", "--sessions", folder.resolve("no").toString(), "--out", out()))
                .isOne();
    }

    private int evaluate(String lines, String... more) throws IOException {
        Path sessions = folder.resolve("sessions");
        Files.writeString(sessions, lines + "\n");
        var arguments =
                new java.util.ArrayList<>(List.of("evaluate", "--sessions", sessions.toString(), "--out", out()));
        arguments.addAll(List.of(more));
        return Bailiwick.run(arguments.toArray(String[]::new));
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private List<JsonObject> answers() throws IOException {
        return Files.readAllLines(folder.resolve("out")).stream()
                .map(Json::parseObject)
                .toList();
    }

    private static JsonString word(String word) {
        return new JsonString(word);
    }
}
