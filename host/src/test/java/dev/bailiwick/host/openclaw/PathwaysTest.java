package dev.bailiwick.host.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.host.openclaw.Pathway.Standing;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathwaysTest {
    private static final URI BAILIWICK = URI.create("http://127.0.0.1:7430");
    private static final JsonObject CONNECTED = new OpenClawConfig(
                    BAILIWICK, Path.of("/c.json"), Path.of("/o.json"), Path.of("/p"), Duration.ofMinutes(9), 18789)
            .render(JsonObject.EMPTY)
            .after();

    private static Map<String, Standing> standings(JsonObject config, String version) {
        return Pathways.of(config, version, BAILIWICK).stream()
                .collect(Collectors.toMap(Pathway::id, Pathway::standing));
    }

    @Test
    void a_connected_openclaw_is_gated_or_closed_but_for_what_openclaw_cannot_do() {
        var open = Pathways.of(CONNECTED, "2026.9.6", BAILIWICK).stream()
                .filter(path -> !path.safe())
                .map(Pathway::id)
                .toList();
        assertThat(open).containsExactlyInAnyOrder("install", "cron-command", "token", "nodes", "browser", "replies");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"enabled\": true, \"exec\": {\"source\": \"exec\", \"command\": \"/b\"}}                                | GATED",
                "{\"enabled\": false, \"exec\": {\"source\": \"exec\", \"command\": \"/b\"}}                               | UNMEASURED",
                "{\"enabled\": true}                                                                            | UNMEASURED",
                "{\"enabled\": true, \"targets\": [\"skill\"], \"exec\": {\"source\": \"exec\", \"command\": \"/b\"}}       | UNMEASURED"
            })
    void installs_are_gated_where_openclaw_asks_before_each(String policy, Standing standing) {
        var config = CONNECTED.plus(
                "security",
                JsonObject.with("installPolicy", Json.parseObject(policy)).build());
        assertThat(standings(config, "2026.9.6")).containsEntry("install", standing);
    }

    @Test
    void an_openclaw_that_was_never_connected_is_ungated() {
        var standings = standings(JsonObject.EMPTY, "2026.9.6");
        assertThat(standings)
                .containsEntry("tools", Standing.UNGATED)
                .containsEntry("model", Standing.UNGATED)
                .containsEntry("code-mode", Standing.UNGATED)
                .containsEntry("network", Standing.UNGATED);
    }

    @Test
    void on_a_version_nobody_tested_nothing_counts_as_measured() {
        assertThat(Pathways.tested("2026.9.7")).isFalse();
        var standings = standings(CONNECTED, "2026.9.7");
        assertThat(standings).containsEntry("tools", Standing.UNMEASURED).doesNotContainValue(Standing.GATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools     | plugins.enabled                                 | false    | UNGATED",
                "tools     | plugins.allow                                   | [\"x\"]  | UNGATED",
                "tools     | plugins.deny                                    | [\"bailiwick\"] | UNGATED",
                "tools     | plugins.entries.bailiwick.enabled               | false    | UNGATED",
                "tools     | plugins.load.paths                              | []       | UNGATED",
                "tools     | plugins.entries.bailiwick.hooks.timeouts.before_tool_call | 15000 | UNGATED",
                "bash      | commands.bash                                   | true     | UNGATED",
                "terminal  | gateway.terminal.enabled                        | true     | UNGATED",
                "code-mode | tools.codeMode.executor                         | \"node\" | UNGATED",
                "code-mode | tools.codeMode                                  | true     | UNGATED",
                "code-mode | tools.codeMode                                  | false    | CLOSED",
                "tool-search-code | tools.toolSearch                         | true     | UNMEASURED",
                "tool-search-code | tools.toolSearch                         | {}       | UNMEASURED",
                "network   | gateway.bind                                    | \"lan\"  | UNGATED",
                "model     | models.mode                                     | \"merge\"| UNGATED",
                "model     | models.providers.acme                           | {\"baseUrl\":\"https://api.acme.example\"} | UNGATED",
                "cron-command | cron.enabled                                 | false    | CLOSED",
                "cron-script | cron.triggers.enabled                         | true     | UNMEASURED",
                "acp       | acp.enabled                                     | true     | UNMEASURED",
                "plugins   | plugins.allow                                   | [\"bailiwick\",\"vault\"] | UNMEASURED",
                "internal-hooks | hooks.internal.enabled                     | true     | UNGATED",
            })
    void one_member_of_the_configuration_changes_one_standing(String id, String path, String value, Standing expected) {
        var changed = new Document(CONNECTED);
        changed.set(Json.parse(value), path.split("\\.", -1));
        assertThat(standings(changed.value(), "2026.9.6")).containsEntry(id, expected);
    }
}
