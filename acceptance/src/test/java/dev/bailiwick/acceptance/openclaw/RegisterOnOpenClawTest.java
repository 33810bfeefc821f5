package dev.bailiwick.acceptance.openclaw;

import static dev.bailiwick.host.openclaw.ScriptedModel.call;
import static dev.bailiwick.host.openclaw.ScriptedModel.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.acceptance.browser.RegisterJourney;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.host.openclaw.ScriptedModel;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Liveness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register's journey with a real OpenClaw: what was approved reaches a real MCP server, and after its last day it does not. */
@Tag("long")
final class RegisterOnOpenClawTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String TOOL = "stripe__echo";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void an_integration_is_asked_for_approved_used_by_the_real_agent_and_refused_after_its_last_day()
            throws IOException {
        var journey = new RegisterJourney();
        var workspace = Files.createDirectories(folder.resolve("workspace"));
        try (var model = ScriptedModel.start();
                var stripe = new McpDouble();
                var house = AgentHouse.open(
                        folder, model, RegisterJourney.organisation(System.getProperty("user.name")), journey.clock());
                var openclaw = GovernedOpenClaw.connect(folder, model, house::connect, base(workspace, stripe))) {
            RegisterJourney.imported(new DataFolder(folder.resolve("data")), folder);
            house.move(Step.OBSERVE);
            house.awaitHeartbeat();
            house.move(Step.PILOT);
            assertThat(uses(house, openclaw, stripe)).contains("tier4_in_pilot");
            RegisterJourney.classified(house.house());

            journey.walk(house.house(), () -> uses(house, openclaw, stripe), TOOL);
        }
    }

    private static Optional<String> uses(AgentHouse house, GovernedOpenClaw openclaw, McpDouble stripe) {
        GovernedOpenClaw.until(
                "the gate lives", SOON, () -> house.parts().liveness().state(AgentHouse.AGENT) == Liveness.State.ALIVE);
        int before = stripe.called.size();
        openclaw.turn(call(TOOL, JsonObject.with("text", "pay-1").build()), say("{{result}}"));
        if (stripe.called.size() > before) return Optional.empty();
        return Optional.of(reason(house));
    }

    private static String reason(AgentHouse house) {
        List<Entry> decided = new ArrayList<>();
        house.parts().log().read(0, entry -> {
            if (entry.kind() == Event.Kind.DECISION) decided.add(entry);
            return true;
        });
        return decided.getLast()
                .body()
                .object("reason")
                .flatMap(reason -> reason.string("code"))
                .orElseThrow();
    }

    private static JsonObject base(Path workspace, McpDouble stripe) {
        return Json.parseObject("""
                {"agents":{"defaults":{"workspace":"%s","skipBootstrap":true,"heartbeat":{"every":"0m"}}},
                 "tools":{"toolSearch":false,"codeMode":false},
                 "mcp":{"servers":{"stripe":{"url":"%s","transport":"streamable-http"}}},
                 "update":{"checkOnStart":false}}""".formatted(workspace, stripe.address()));
    }
}
