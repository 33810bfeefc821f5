package dev.bailiwick.acceptance.openclaw;

import static dev.bailiwick.acceptance.openclaw.AgentHouse.ADA;
import static dev.bailiwick.acceptance.openclaw.AgentHouse.AGENT;
import static dev.bailiwick.acceptance.openclaw.GovernedOpenClaw.until;
import static dev.bailiwick.host.openclaw.ScriptedModel.call;
import static dev.bailiwick.host.openclaw.ScriptedModel.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.host.openclaw.GatewayClient;
import dev.bailiwick.host.openclaw.ScriptedModel;
import dev.bailiwick.host.process.ProcessTreeHost;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.stop.AgentHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole house around a real OpenClaw, from a person's answer to the stop. One gateway, in this order. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class HouseGovernsOpenClawTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private final ScriptedModel model = ScriptedModel.start();
    private AgentHouse house;
    private boolean ended;
    private GovernedOpenClaw openclaw;
    private Path workspace;

    @BeforeAll
    void start() throws IOException {
        workspace = Files.createDirectories(folder.resolve("workspace"));
        house = AgentHouse.open(folder, model);
        openclaw = GovernedOpenClaw.connect(folder, model, house::connect, base());
        house.move(Step.OBSERVE);
        house.awaitHeartbeat();
        house.move(Step.PILOT);
    }

    private JsonObject base() {
        return Json.parseObject("""
                {"agents":{"defaults":{"workspace":"%s","skipBootstrap":true,"heartbeat":{"every":"0m"}}},
                 "tools":{"exec":{"host":"gateway","mode":"full"},"toolSearch":false,"codeMode":false},
                 "update":{"checkOnStart":false}}""".formatted(workspace));
    }

    @AfterAll
    void stop() {
        if (openclaw != null) openclaw.close();
        if (house != null && !ended) house.close();
        model.close();
    }

    private static JsonObject command(String command) {
        return JsonObject.with("command", command).build();
    }

    private static ScriptedModel.Step fetch(String path) {
        return call(
                "web_fetch",
                JsonObject.with("url", "https://www.example.invalid/" + path).build());
    }

    @Test
    @Order(1)
    void reading_passes_and_a_command_that_runs_code_is_refused_in_pilot() throws IOException {
        Files.writeString(workspace.resolve("note.txt"), "forty-two");
        assertThat(openclaw.turn(
                                call("read", JsonObject.with("path", "note.txt").build()), say("{{result}}"))
                        .text())
                .contains("forty-two");
        assertThat(openclaw.turn(call("exec", command("cat \"note.txt\" | wc -c")), say("{{result}}"))
                        .text())
                .as("spelled from its arguments, in the workspace still")
                .contains("9");
        var reply = openclaw.turn(call("exec", command("sh -c 'touch commanded.txt'")), say("{{result}}"));
        assertThat(reply.text()).isNotBlank().doesNotContain("no output");
        assertThat(workspace.resolve("commanded.txt")).doesNotExist();
    }

    @Test
    @Order(2)
    void a_person_approves_and_the_call_is_made() {
        var turn = openclaw.begin("main", fetch("approved"), say("{{result}}"));
        decide(waiting(turn), true);
        // Behind the gate there is no such host: that it was tried is all there is to see.
        assertThat(GovernedOpenClaw.await(turn).text()).containsIgnoringCase("example.invalid");
        assertThat(house.house().waiting()).isEmpty();
    }

    @Test
    @Order(3)
    void a_person_denies_and_the_call_is_not_made() {
        var turn = openclaw.begin("main", fetch("denied"), say("{{result}}"));
        var task = waiting(turn);
        GovernedOpenClaw.await(
                openclaw.client().say("agent:main:chat", "/approve " + task.id() + " allow-always", "chat"));
        assertThat(house.house().waiting())
                .as("OpenClaw's own /approve decides nothing here")
                .hasSize(1);
        decide(task, false);
        assertThat(GovernedOpenClaw.await(turn).text()).doesNotContain("ENOTFOUND");
    }

    @Test
    @Order(4)
    void an_approval_is_for_its_arguments_alone() {
        var turn = openclaw.begin("main", fetch("first"), fetch("second"), say("{{result}}"));
        decide(waiting(turn), true);
        var other = waiting(turn);
        assertThat(other.json().text()).contains("second");
        decide(other, false);
        GovernedOpenClaw.await(turn);
    }

    private ApprovalTask waiting(CompletableFuture<GatewayClient.Reply> turn) {
        until("a task waits", SOON, () -> !house.house().waiting().isEmpty() || turn.isDone());
        assertThat(house.house().waiting()).as(() -> "turn: " + turn).hasSize(1);
        return house.house().waiting().getFirst();
    }

    private void decide(ApprovalTask task, boolean yes) {
        house.parts().approvals().decide(task.id(), ADA, yes, "test", Optional.empty());
    }

    @Test
    @Order(5)
    void a_freeze_in_the_middle_of_a_turn_stops_it() {
        var turn = openclaw.begin(
                "main",
                fetch("frozen"),
                call(
                        "write",
                        JsonObject.with("path", "frozen.txt")
                                .and("content", "x")
                                .build()),
                say("done"));
        var task = waiting(turn);
        assertThat(house.parts().stop().freeze(Optional.of(AGENT), "test", ADA)).isEmpty();
        assertThat(GovernedOpenClaw.await(turn).text()).doesNotContain("done");
        assertThat(workspace.resolve("frozen.txt")).doesNotExist();
        assertThat(openclaw.turn(say("hello")).text()).doesNotContain("hello");
        house.parts().stop().lift(Optional.of(AGENT), "test", ADA);
        if (house.house().waiting().stream().anyMatch(one -> one.id().equals(task.id()))) decide(task, false);
    }

    @Test
    @Order(6)
    void an_agent_that_disables_its_gate_gets_no_further_turn() throws IOException {
        house.move(Step.OBSERVE);
        var before = Files.readString(openclaw.config());
        var script =
                "const fs=require('fs'),f='%s',c=JSON.parse(fs.readFileSync(f));c.plugins.entries.bailiwick.enabled=false;fs.writeFileSync(f,JSON.stringify(c))"
                        .formatted(openclaw.config());
        var turn = openclaw.begin("main", call("exec", command("node -e \"" + script + "\"")), say("{{result}}"));
        until(
                "the configuration is changed",
                SOON,
                () -> !read(openclaw.config()).equals(before));
        long changed = System.nanoTime();
        until(
                "loss of enforcement",
                Duration.ofSeconds(20),
                () -> house.parts().liveness().state(AGENT) != Liveness.State.ALIVE);
        long known = (System.nanoTime() - changed) / 1_000_000;
        System.out.println("gate disabled by the agent: known after " + known + " ms");
        assertThat(known).isLessThan(3_000);
        GovernedOpenClaw.await(turn);
        // Observe stops nothing: that is why it is called "not protected". Nobody climbs from it without a gate.
        assertThat(house.parts().ladder().move(AGENT, Step.PILOT, ADA, "test"))
                .hasValueSatisfying(why -> assertThat(why).contains("not alive"));
        Files.writeString(openclaw.config(), before);
        openclaw.restart();
        until("enforcement again", SOON, () -> house.parts().liveness().state(AGENT) == Liveness.State.ALIVE);
        house.move(Step.PILOT);
        var weakened = before.replaceFirst("\"allowPromptInjection\" *: *true", "\"allowPromptInjection\":false");
        assertThat(weakened).isNotEqualTo(before);
        Files.writeString(openclaw.config(), weakened);
        assertThat(openclaw.turn(call("exec", command("touch ungoverned.txt")), say("done"))
                        .text())
                .as("from the next step on the loss counts at once")
                .doesNotContain("done");
        assertThat(workspace.resolve("ungoverned.txt")).doesNotExist();
        Files.writeString(openclaw.config(), before);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(7)
    void stop_ends_a_running_five_minute_child_within_two_seconds() throws InterruptedException {
        house.move(Step.OBSERVE);
        var ticks = workspace.resolve("ticks.txt");
        var ticking = "for i in $(seq 1 1500); do date +%s%N >> ticks.txt; sleep 0.2; done";
        var _ = openclaw.begin("main", call("exec", command(ticking)), say("done"));
        until(
                "the child ticks",
                SOON,
                () -> Files.exists(ticks) && read(ticks).lines().count() > 3);
        long commanded = System.currentTimeMillis();
        var report = house.parts()
                .stop()
                .stop(
                        new AgentHost.Whereabouts(
                                AGENT,
                                new ProcessTreeHost()
                                        .identify(openclaw.gateway().pid()),
                                Optional.empty(),
                                Optional.empty()),
                        "test",
                        ADA);
        assertThat(report.stopped().left()).isEmpty();
        Thread.sleep(2500);
        long last = Long.parseLong(read(ticks).lines().toList().getLast()) / 1_000_000;
        System.out.println("last tick " + (last - commanded) + " ms after the stop was commanded");
        assertThat(last - commanded).isLessThan(2000);
        assertThat(openclaw.gateway().alive()).isFalse();
    }

    @Test
    @Order(8)
    void a_server_that_ends_while_a_person_decides_starts_nothing() {
        house.parts().stop().lift(Optional.of(AGENT), "test", ADA);
        openclaw.restart();
        until("the gate lives again", SOON, () -> house.parts().liveness().state(AGENT) == Liveness.State.ALIVE);
        house.move(Step.PILOT);
        var turn = openclaw.begin(
                "main",
                fetch("unanswered"),
                call(
                        "write",
                        JsonObject.with("path", "afterwards.txt")
                                .and("content", "x")
                                .build()),
                say("done"));
        waiting(turn);
        house.close();
        ended = true;
        assertThat(GovernedOpenClaw.await(turn).text()).doesNotContain("ENOTFOUND", "done");
        assertThat(workspace.resolve("afterwards.txt")).doesNotExist();
    }
}
