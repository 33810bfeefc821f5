package dev.bailiwick.host.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenClawConfigTest {
    private static final URI BAILIWICK = URI.create("http://127.0.0.1:7430");

    private static OpenClawConfig config() {
        return new OpenClawConfig(
                BAILIWICK,
                Path.of("/home/agent/credentials.json"),
                Path.of("/home/agent/.openclaw/openclaw.json"),
                Path.of("/opt/bailiwick/openclaw-plugin"),
                Duration.ofMinutes(9),
                18789);
    }

    private static final String GROWN = """
            {"meta":{"note":"mine"},
             "gateway":{"mode":"local","port":20000,"bind":"custom","customBindHost":"10.0.0.1","auth":{"mode":"token","token":"my-secret-token"},"terminal":{"enabled":true,"shell":"/bin/zsh"}},
             "plugins":{"enabled":false,"deny":["bailiwick","other"],"load":{"paths":["/own"]},"entries":{"vault":{"enabled":true},"old":{"enabled":false}}},
             "channels":{"telegram":{"token":"t"},"defaults":{}},
             "commands":{"bash":true,"text":true},
             "tools":{"codeMode":true,"toolSearch":true,"elevated":{"enabled":true,"allowFrom":{"telegram":["1"]}}},
             "agents":{"defaults":{"workspace":"/w","model":{"primary":"acme/big-1","fallbacks":["acme/small"]}},
                       "entries":{"ops":{"model":"acme/small","tools":{"codeMode":{"enabled":true,"executor":"node"}}}}},
             "models":{"mode":"merge","providers":{"acme":{"baseUrl":"https://api.acme.example/v1","apiKey":"sk-1","api":"openai-completions",
                "models":[{"id":"big-1","name":"Big","contextWindow":1000000}]}}}}""";

    @Test
    void rendering_what_was_rendered_changes_no_byte() {
        for (var start : new String[] {"{}", GROWN}) {
            var once = config().render(Json.parseObject(start));
            var twice = config().render(Json.parseObject(once.text()));
            assertThat(twice.text()).isEqualTo(once.text());
            assertThat(twice.changesNothing()).isTrue();
            assertThat(twice.diff()).isEmpty();
            assertThat(once.changesNothing()).isFalse();
        }
    }

    @Test
    void what_a_person_wrote_stays() {
        var after = new Document(config().render(Json.parseObject(GROWN)).after());
        assertThat(after.string("meta", "note")).isEqualTo("mine");
        assertThat(after.text("gateway", "port")).isEqualTo("20000");
        assertThat(after.string("gateway", "auth", "token")).isEqualTo("my-secret-token");
        assertThat(after.string("gateway", "terminal", "shell")).isEqualTo("/bin/zsh");
        assertThat(after.text("plugins", "deny")).isEqualTo("[\"other\"]");
        assertThat(after.text("plugins", "load", "paths")).isEqualTo("[\"/own\",\"/opt/bailiwick/openclaw-plugin\"]");
        assertThat(after.text("commands", "text")).isEqualTo("true");
        assertThat(after.text("tools", "elevated", "allowFrom")).isEqualTo("{\"telegram\":[\"1\"]}");
        assertThat(after.string("agents", "defaults", "workspace")).isEqualTo("/w");
    }

    @Test
    void every_way_around_the_gate_is_closed() {
        var after = new Document(config().render(Json.parseObject(GROWN)).after());
        assertThat(after.text("plugins", "enabled")).isEqualTo("true");
        assertThat(after.text("commands", "bash")).isEqualTo("false");
        assertThat(after.text("gateway", "terminal", "enabled")).isEqualTo("false");
        assertThat(after.string("gateway", "bind")).isEqualTo("loopback");
        assertThat(after.get("gateway", "customBindHost")).isEmpty();
        assertThat(after.text("tools", "elevated", "enabled")).isEqualTo("false");
        assertThat(after.text("cron", "triggers", "enabled")).isEqualTo("false");
        assertThat(after.string("tools", "codeMode", "executor")).isEqualTo("quickjs");
        assertThat(after.string("agents", "entries", "ops", "tools", "codeMode", "executor"))
                .isEqualTo("quickjs");
        assertThat(after.string("tools", "toolSearch", "mode")).isEqualTo("tools");
    }

    @Test
    void an_allow_list_keeps_the_plugins_that_are_in_use() {
        var after = new Document(config().render(Json.parseObject(GROWN)).after());
        assertThat(after.text("plugins", "allow")).isEqualTo("[\"vault\",\"telegram\",\"bailiwick\"]");
        var bare = new Document(config().render(JsonObject.EMPTY).after());
        assertThat(bare.text("plugins", "allow")).isEqualTo("[\"bailiwick\"]");
    }

    @Test
    void openclaw_waits_longer_than_the_plugin_and_the_plugin_longer_than_bailiwick() {
        var entry = new Document(config().render(JsonObject.EMPTY).after());
        assertThat(entry.text("plugins", "entries", "bailiwick", "config", "waitMillis"))
                .isEqualTo("555000");
        assertThat(entry.text("plugins", "entries", "bailiwick", "hooks", "timeouts", "before_tool_call"))
                .isEqualTo("570000");
        assertThatThrownBy(() -> new OpenClawConfig(
                        BAILIWICK, Path.of("c"), Path.of("f"), Path.of("p"), Duration.ofMinutes(10), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void installs_are_asked_about_with_room_for_people_to_decide() {
        var asking = new OpenClawConfig(
                BAILIWICK,
                Path.of("/c.json"),
                Path.of("/f.json"),
                Path.of("/p"),
                Duration.ofMinutes(9),
                1,
                Optional.of(Path.of("/opt/bailiwick/bailiwick")));
        var after = new Document(asking.render(Json.parseObject(GROWN)).after());
        assertThat(after.text("security", "installPolicy", "enabled")).isEqualTo("true");
        assertThat(after.string("security", "installPolicy", "exec", "command")).isEqualTo("/opt/bailiwick/bailiwick");
        assertThat(after.text("security", "installPolicy", "exec", "timeoutMs")).isEqualTo("570000");
        assertThat(asking.render(asking.render(Json.parseObject(GROWN)).after()).changesNothing())
                .isTrue();
    }

    @Test
    void model_traffic_has_one_way_and_its_key_is_not_in_the_file() {
        var rendered = config().render(Json.parseObject(GROWN));
        var after = new Document(rendered.after());
        assertThat(after.object("models", "providers").members()).containsOnlyKeys("bailiwick");
        assertThat(after.string("models", "providers", "bailiwick", "baseUrl"))
                .isEqualTo("http://127.0.0.1:7430/model/v1");
        assertThat(after.string("agents", "defaults", "model", "primary")).isEqualTo("bailiwick/big-1");
        assertThat(after.string("agents", "entries", "ops", "model", "primary")).isEqualTo("bailiwick/big-1");
        assertThat(rendered.text()).contains("1000000").doesNotContain("sk-1", "bwa_", "bwr_", "bwm_");
    }

    @Test
    void the_gateway_gets_a_lock_when_it_has_none() {
        var after = new Document(config().render(JsonObject.EMPTY).after());
        assertThat(after.string("gateway", "auth", "mode")).isEqualTo("token");
        assertThat(after.string("gateway", "auth", "token", "id")).isEqualTo("/gateway");
        var password = Json.parseObject("{\"gateway\":{\"auth\":{\"mode\":\"password\",\"password\":\"x\"}}}");
        var kept = new Document(config().render(password).after());
        assertThat(kept.string("gateway", "auth", "mode")).isEqualTo("password");
        assertThat(kept.get("gateway", "auth", "token")).isEmpty();
    }

    @Test
    void the_difference_names_each_member_and_prints_no_secret() {
        var diff = config().render(Json.parseObject(GROWN)).diff();
        assertThat(diff)
                .contains("~ commands.bash = false   (was true)")
                .contains("- models.providers.acme.apiKey = [redacted]")
                .contains("+ cron.triggers.enabled = false")
                .contains("+ plugins.entries.bailiwick.config.credentialsFile = \"/home/agent/credentials.json\"");
        assertThat(String.join("\n", diff)).doesNotContain("sk-1", "my-secret-token");
    }

    @Test
    void a_file_with_comments_is_left_alone(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("openclaw.json"), "{ // mine\n}");
        assertThatThrownBy(() -> OpenClawConfig.read(file))
                .isInstanceOf(OpenClawFailure.class)
                .hasMessageContaining("not plain JSON");
        assertThat(OpenClawConfig.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void writing_keeps_every_earlier_text_and_lets_only_the_owner_read(@TempDir Path folder) throws IOException {
        var file = folder.resolve("state/openclaw.json");
        var rendering = config().render(JsonObject.EMPTY);
        assertThat(rendering.write(file)).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(rendering.text()).endsWith("}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var first = rendering.write(file).orElseThrow();
        var second = rendering.write(file).orElseThrow();
        assertThat(first).isNotEqualTo(second).hasContent(rendering.text());
    }
}
