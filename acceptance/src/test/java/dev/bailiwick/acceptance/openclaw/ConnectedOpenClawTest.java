package dev.bailiwick.acceptance.openclaw;

import static dev.bailiwick.acceptance.openclaw.GovernedOpenClaw.until;
import static dev.bailiwick.host.openclaw.ScriptedModel.call;
import static dev.bailiwick.host.openclaw.ScriptedModel.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.command.Bailiwick;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.host.openclaw.ScriptedModel;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Liveness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README, one after another, with a running server and a real OpenClaw. In this order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
final class ConnectedOpenClawTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String AGENT = AgentHouse.AGENT.value();

    @TempDir
    static Path folder;

    private final ScriptedModel model = ScriptedModel.start();
    private AgentHouse house;
    private GovernedOpenClaw openclaw;

    @BeforeAll
    void start() throws IOException {
        house = AgentHouse.open(folder, model);
        GovernedOpenClaw.installed();
        openclaw = GovernedOpenClaw.connect(
                folder, model, this::connected, Json.parseObject("""
                {"agents":{"defaults":{"workspace":"%1$s","skipBootstrap":true,"heartbeat":{"every":"0m"}}},
                 "update":{"checkOnStart":false}}""".formatted(folder.resolve("workspace"))));
    }

    /** By the command line alone. */
    private String connected(Path configuration) {
        var shown = bailiwick("openclaw", "connect", "--agent", AGENT, "--config", configuration.toString());
        assertThat(shown.code()).as(shown.text()).isZero();
        assertThat(shown.text()).contains("nothing was written", "paths by which this OpenClaw");
        var written =
                bailiwick("openclaw", "connect", "--agent", AGENT, "--config", configuration.toString(), "--write");
        assertThat(written.code()).as(written.text()).isZero();
        assertThat(written.text()).contains("is observed").doesNotContain("not validated");
        return read(folder.resolve("data/agents/" + AGENT + "/gateway-token")).strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() {
        if (openclaw != null) openclaw.close();
        if (house != null) house.close();
        model.close();
    }

    @Test
    @Order(1)
    void its_gate_reports_and_is_the_one_that_was_installed() {
        until("the gate lives", SOON, () -> house.parts().liveness().state(AgentHouse.AGENT) == Liveness.State.ALIVE);
    }

    @Test
    @Order(2)
    void the_selftest_is_denied_on_every_path() {
        var proof = bailiwick("openclaw", "selftest", "--agent", AGENT, "--output", "json");

        assertThat(proof.code()).as(proof.text()).isZero();
        var result = Json.parseObject(proof.text().strip());
        assertThat(result.string("runtime")).contains("2026.9.6");
        assertThat(proof.text())
                .contains("terminal.open", "/bash true", "web_fetch")
                .doesNotContain("\"failed\"");
    }

    @Test
    @Order(3)
    void after_its_first_observed_session_it_is_said_what_production_would_have_done() {
        openclaw.turn(
                call("read", JsonObject.with("path", "AGENTS.md").build()),
                call("exec", JsonObject.with("command", "touch observed.txt").build()),
                say("done"));

        assertThat(folder.resolve("workspace/observed.txt")).exists();
        var shown = bailiwick("agents", "show", AGENT);
        assertThat(shown.code())
                .as("the account runs the agent, so it is shut out: " + shown.text())
                .isEqualTo(4);
    }

    @Test
    @Order(4)
    void with_its_gate_alive_it_may_climb() {
        house.move(Step.PILOT);
        var command = JsonObject.with("command", "sh -c 'touch piloted.txt'").build();
        assertThat(openclaw.turn(call("exec", command), say("{{result}}")).text())
                .contains("refused");
        assertThat(folder.resolve("workspace/piloted.txt")).doesNotExist();
    }

    private record Said(int code, String text) {}

    private static Said bailiwick(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--data", folder.resolve("data").toString()));
        var bytes = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            return new Said(Bailiwick.run(line.toArray(String[]::new)), bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
