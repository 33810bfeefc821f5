package dev.bailiwick.acceptance.openclaw;

import static dev.bailiwick.acceptance.openclaw.GovernedOpenClaw.until;
import static dev.bailiwick.host.openclaw.ScriptedModel.call;
import static dev.bailiwick.host.openclaw.ScriptedModel.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.host.openclaw.OpenClawConfig;
import dev.bailiwick.host.openclaw.PluginFolder;
import dev.bailiwick.host.openclaw.Rendering;
import dev.bailiwick.host.openclaw.ScriptedModel;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The gate inside OpenClaw can be taken away. Then no turn of the model follows, and so no action. One gateway, in this order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
final class LostEnforcementTest {
    private static final Duration PROMISED = Duration.ofSeconds(3);

    @TempDir
    static Path folder;

    private final ScriptedModel model = ScriptedModel.start();
    private final DecisionDouble bailiwick = new DecisionDouble(model.address(), PROMISED);
    private GovernedOpenClaw openclaw;
    private Path workspace;

    @BeforeAll
    void start() {
        workspace = folder.resolve("workspace");
        openclaw = GovernedOpenClaw.start(
                folder,
                bailiwick.address(),
                new GovernedOpenClaw.Credentials(DecisionDouble.ASK, DecisionDouble.REPORT, DecisionDouble.MODEL),
                model,
                Json.parseObject("""
                        {"agents":{"defaults":{"workspace":"%s","skipBootstrap":true,"heartbeat":{"every":"0m"}}},
                         "tools":{"exec":{"host":"gateway","mode":"full"},"toolSearch":false,"codeMode":false},
                         "update":{"checkOnStart":false}}""".formatted(workspace)),
                UnaryOperator.identity());
    }

    @AfterAll
    void stop() {
        if (openclaw != null) openclaw.close();
        bailiwick.close();
        model.close();
    }

    private static JsonObject command(String command) {
        return JsonObject.with("command", command).build();
    }

    @Test
    @Order(1)
    void an_agent_that_disables_the_plugin_with_its_own_command_gets_no_further_turn() {
        var before = digestOfLastBeat();
        var script =
                "const fs=require('fs'),f='%s',c=JSON.parse(fs.readFileSync(f));c.plugins.entries.bailiwick.enabled=false;fs.writeFileSync(f,JSON.stringify(c))"
                        .formatted(openclaw.config());
        openclaw.turn(call("exec", command("node -e \"" + script + "\"")), say("off"));
        long changed = System.nanoTime();
        until(
                "beats end or tell another configuration",
                PROMISED,
                () -> !bailiwick.enforced() || !digestOfLastBeat().equals(before));
        System.out.printf("plugin disabled: known after %d ms%n", (System.nanoTime() - changed) / 1_000_000);
        // What the real Bailiwick knows from the digest at once, the double knows when the beats have ended.
        until("the beats end", Duration.ofSeconds(60), () -> !bailiwick.enforced());
        System.out.printf(
                "plugin disabled: beats ended for 3 s after %d ms%n", (System.nanoTime() - changed) / 1_000_000);
        bailiwick.asked.clear();
        var reply = openclaw.turn(call("exec", command("touch ungoverned.txt")), say("done"));
        assertThat(reply.text()).doesNotContain("done");
        assertThat(bailiwick.turnsRefused).isNotEmpty();
        assertThat(bailiwick.asked).isEmpty();
        assertThat(workspace.resolve("ungoverned.txt")).doesNotExist();
    }

    private String digestOfLastBeat() {
        return bailiwick.beats.getLast().object("config").orElseThrow().text();
    }

    @Test
    @Order(2)
    void an_openclaw_whose_plugin_cannot_be_loaded_gets_no_turn_at_all() throws IOException {
        var broken = folder.resolve("broken-plugin");
        PluginFolder.copy(GovernedOpenClaw.PLUGIN, broken);
        Files.writeString(broken.resolve("index.mjs"), "import './missing.mjs';\n");
        var config = OpenClawConfig.read(openclaw.config()).orElseThrow();
        var text = config.text()
                .replace("\"enabled\":false,\"config\"", "\"enabled\":true,\"config\"")
                .replace(GovernedOpenClaw.PLUGIN.toString(), broken.toString());
        new Rendering(config, Json.parseObject(text)).write(openclaw.config());
        openclaw.restart();
        bailiwick.turnsRefused.clear();
        int beats = bailiwick.beats.size();
        var reply = openclaw.turn(call("exec", command("touch never-governed.txt")), say("done"));
        assertThat(reply.text()).doesNotContain("done");
        assertThat(bailiwick.turnsRefused).isNotEmpty();
        assertThat(bailiwick.beats).hasSize(beats);
        assertThat(workspace.resolve("never-governed.txt")).doesNotExist();
    }
}
