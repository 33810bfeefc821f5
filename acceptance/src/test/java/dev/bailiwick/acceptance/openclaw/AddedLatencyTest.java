package dev.bailiwick.acceptance.openclaw;

import static dev.bailiwick.host.openclaw.ScriptedModel.call;
import static dev.bailiwick.host.openclaw.ScriptedModel.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.host.openclaw.ScriptedModel;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What governing costs: the same turns of the same OpenClaw with the house around it and without. Prints its figures. */
@Tag("long")
final class AddedLatencyTest {
    private static final int CALLS = 25;
    private static final int TURNS = 4;

    @Test
    void a_governed_step_takes_little_longer_than_a_free_one(@TempDir Path folder) throws IOException {
        var free = steps(folder.resolve("free"), false);
        var governed = steps(folder.resolve("governed"), true);
        System.out.printf(
                "one step (tool call and model turn), ms: free p50 %.1f p95 %.1f, governed p50 %.1f p95 %.1f, n=%d%n",
                at(free, 0.5), at(free, 0.95), at(governed, 0.5), at(governed, 0.95), governed.size());
        // The loosest bound that still notices a blunder.
        assertThat(at(governed, 0.5) - at(free, 0.5)).isLessThan(250);
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) (sorted.size() * share));
    }

    private static List<Double> steps(Path folder, boolean governed) throws IOException {
        var workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("note.txt"), "x\n");
        try (var model = ScriptedModel.start()) {
            return governed ? governed(folder, model, workspace) : free(folder, model, workspace);
        }
    }

    private static List<Double> governed(Path folder, ScriptedModel model, Path workspace) throws IOException {
        try (var house = AgentHouse.open(folder, model);
                var openclaw = GovernedOpenClaw.connect(folder, model, house::connect, base(workspace))) {
            house.move(Step.OBSERVE);
            house.awaitHeartbeat();
            house.move(Step.PILOT);
            return measured(openclaw, model);
        }
    }

    private static List<Double> free(Path folder, ScriptedModel model, Path workspace) {
        var models = Json.parseObject("""
                {"mode":"replace","providers":{"free":{"baseUrl":"%s","apiKey":"unused","api":"openai-completions",
                  "models":[{"id":"default","name":"default","reasoning":false,"input":["text"],"contextWindow":200000,"maxTokens":8192}]}}}""".formatted(model.address()));
        try (var openclaw = GovernedOpenClaw.connect(
                folder, model, config -> GovernedOpenClaw.free(config, models, "free/default"), base(workspace))) {
            return measured(openclaw, model);
        }
    }

    private static List<Double> measured(GovernedOpenClaw openclaw, ScriptedModel model) {
        List<Double> steps = new ArrayList<>();
        for (int turn = 0; turn <= TURNS; turn++) {
            List<ScriptedModel.Step> script = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                script.add(call("read", JsonObject.with("path", "note.txt").build()));
            }
            script.add(say("done"));
            int before = model.requests().size();
            assertThat(openclaw.turn(script.toArray(ScriptedModel.Step[]::new)).text())
                    .isEqualTo("done");
            var times = model.requests().stream()
                    .skip(before)
                    .map(ScriptedModel.Request::nanoTime)
                    .toList();
            // The first turn warms up.
            for (int i = 1; turn > 0 && i < times.size(); i++) steps.add((times.get(i) - times.get(i - 1)) / 1e6);
        }
        steps.sort(null);
        return steps;
    }

    private static JsonObject base(Path workspace) {
        return Json.parseObject("""
                {"agents":{"defaults":{"workspace":"%s","skipBootstrap":true,"heartbeat":{"every":"0m"}}},
                 "tools":{"toolSearch":false,"codeMode":false},"update":{"checkOnStart":false}}""".formatted(workspace));
    }
}
