package dev.bailiwick.acceptance.openclaw;

import static dev.bailiwick.acceptance.openclaw.GovernedOpenClaw.until;
import static dev.bailiwick.host.openclaw.ScriptedModel.call;
import static dev.bailiwick.host.openclaw.ScriptedModel.say;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.host.openclaw.CanaryCall;
import dev.bailiwick.host.openclaw.PluginFolder;
import dev.bailiwick.host.openclaw.ScriptedModel;
import dev.bailiwick.host.openclaw.Selftest;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of action a real OpenClaw takes, through the shipped plugin, with a decision point that plays what a test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
final class GatedActionsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private final ScriptedModel model = ScriptedModel.start();
    private final DecisionDouble bailiwick = new DecisionDouble(model.address(), Duration.ofSeconds(60));
    private final McpDouble mcp = new McpDouble();
    private final AtomicInteger reached = new AtomicInteger();
    private HttpServer outside;
    private GovernedOpenClaw openclaw;
    private Path workspace;

    @BeforeAll
    void start() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        outside.start();
        workspace = folder.resolve("workspace");
        openclaw = GovernedOpenClaw.start(
                folder,
                bailiwick.address(),
                new GovernedOpenClaw.Credentials(DecisionDouble.ASK, DecisionDouble.REPORT, DecisionDouble.MODEL),
                model,
                base(),
                // The slow server below is given up after six seconds instead of nine minutes.
                config -> Json.parseObject(config.text().replace("\"waitMillis\":555000", "\"waitMillis\":6000")));
    }

    private JsonObject base() {
        return Json.parseObject("""
            {"agents":{"defaults":{"workspace":"%s","skipBootstrap":true,"heartbeat":{"every":"0m"}},
                       "entries":{"main":{"default":true,"workspace":"%s"},"coder":{"workspace":"%s","tools":{"codeMode":{"enabled":true,"timeoutMs":60000}}}}},
             "tools":{"exec":{"host":"gateway","mode":"full"},"toolSearch":false,"codeMode":false},
             "mcp":{"servers":{"lab":{"url":"%s","transport":"streamable-http"}}},
             "update":{"checkOnStart":false}}\
            """.formatted(workspace, workspace, workspace, mcp.address()));
    }

    @AfterAll
    void stop() {
        if (openclaw != null) openclaw.close();
        if (outside != null) outside.stop(0);
        bailiwick.close();
        mcp.close();
        model.close();
    }

    @BeforeEach
    void permit() {
        bailiwick.decides(_ -> bailiwick.permit());
        bailiwick.asked.clear();
        bailiwick.events.clear();
        bailiwick.malformed.clear();
        reached.set(0);
    }

    private static JsonObject command(String command) {
        return JsonObject.with("command", command).build();
    }

    private static String text(JsonObject attempt, String... path) {
        JsonValue here = attempt;
        for (var name : path) here = ((JsonObject) here).get(name).orElseThrow();
        return here.text().replace("\"", "");
    }

    @Test
    void a_permitted_call_happens_and_its_outcome_is_reported() {
        var reply = openclaw.turn(
                call("exec", command("echo done > permitted.txt; cat permitted.txt")), say("it said {{result}}"));
        assertThat(reply.text()).isEqualTo("it said done");
        assertThat(workspace.resolve("permitted.txt")).hasContent("done");
        var attempt = requireNonNull(bailiwick.last("exec"));
        assertThat(text(attempt, "arguments", "command")).isEqualTo("echo done > permitted.txt; cat permitted.txt");
        assertThat(text(attempt, "origin", "kind")).isEqualTo("message");
        assertThat(text(attempt, "origin", "owner")).isEqualTo("true");
        assertThat(text(attempt, "definition")).hasSize(64);
        until(
                "the outcome",
                SOON,
                () -> events("outcome").stream()
                        .anyMatch(one -> text(one, "call").equals(text(attempt, "call"))));
        assertThat(events("prompt")).anyMatch(one -> text(one, "text").contains("[[script:"));
        until(
                "what its owner said",
                SOON,
                () -> events("message").stream()
                        .anyMatch(one -> text(one, "text").contains("[[script:")
                                && one.get("owner").equals(Optional.of(new JsonBoolean(true)))));
        assertThat(events("message")).as("each message is told once").hasSize(1);
        assertThat(bailiwick.malformed).isEmpty();
    }

    private List<JsonObject> events(String type) {
        return bailiwick.events.stream()
                .filter(one -> one.string("type").orElse("").equals(type))
                .toList();
    }

    @Test
    void a_refused_call_leaves_no_trace_on_disk_or_network_and_the_model_reads_why() {
        bailiwick.decides(_ -> bailiwick.refusal("Refused: not yours. [entry 7]"));
        var url = "http://127.0.0.1:" + outside.getAddress().getPort() + "/exfiltrate";
        var before = files();
        var reply = openclaw.turn(
                call("exec", command("curl -s " + url + "; touch refused.txt")),
                call(
                        "write",
                        JsonObject.with("path", "refused.txt")
                                .and("content", "x")
                                .build()),
                call("web_fetch", JsonObject.with("url", url).build()),
                say("{{result}}"));
        assertThat(reply.text()).isEqualTo("Refused: not yours. [entry 7]");
        assertThat(bailiwick.asked)
                .extracting(one -> text(one.attempt(), "tool"))
                .containsExactly("exec", "write", "web_fetch");
        assertThat(files()).isEqualTo(before);
        assertThat(reached).hasValue(0);
    }

    private List<String> files() {
        try (var files = Files.list(workspace)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_held_call_waits_and_happens_when_a_person_approves() {
        bailiwick.decides(_ -> {
            assertThat(workspace.resolve("approved.txt")).doesNotExist();
            Thread.sleep(2000);
            return bailiwick.permit();
        });
        assertThat(openclaw.turn(call("exec", command("touch approved.txt")), say("ok"))
                        .state())
                .isEqualTo("final");
        assertThat(workspace.resolve("approved.txt")).exists();
    }

    @Test
    void a_held_call_that_a_person_denies_does_not_happen() {
        bailiwick.decides(_ -> {
            Thread.sleep(2000);
            return bailiwick.refusal("Denied by Ada. [entry 9]");
        });
        var reply = openclaw.turn(call("exec", command("touch denied.txt")), say("{{result}}"));
        assertThat(reply.text()).isEqualTo("Denied by Ada. [entry 9]");
        assertThat(workspace.resolve("denied.txt")).doesNotExist();
    }

    @Test
    void a_server_that_dies_during_the_question_stops_the_call() {
        bailiwick.decides(_ -> "");
        var reply = openclaw.turn(call("exec", command("touch orphaned.txt")), say("{{result}}"));
        assertThat(reply.text()).startsWith("not started: Bailiwick could not be asked");
        assertThat(workspace.resolve("orphaned.txt")).doesNotExist();
    }

    @Test
    void a_server_that_is_too_slow_stops_the_call() {
        bailiwick.decides(_ -> {
            Thread.sleep(20_000);
            return bailiwick.permit();
        });
        var reply = openclaw.turn(call("exec", command("touch late.txt")), say("{{result}}"));
        assertThat(reply.text()).contains("no answer in time");
        assertThat(workspace.resolve("late.txt")).doesNotExist();
    }

    @Test
    void an_answer_that_is_not_understood_stops_the_call() {
        bailiwick.decides(_ -> "{\"answer\":\"permit\"}");
        var reply = openclaw.turn(call("exec", command("touch odd.txt")), say("{{result}}"));
        assertThat(reply.text()).contains("not understood");
        assertThat(workspace.resolve("odd.txt")).doesNotExist();
    }

    @Test
    void a_sub_agent_is_asked_for_and_asks_for_itself() {
        model.script("child", List.of(call("exec", command("touch child.txt")), say("child done")));
        bailiwick.decides(attempt ->
                text(attempt, "tool").equals("exec") ? bailiwick.refusal("no commands") : bailiwick.permit());
        openclaw.turn(
                call(
                        "sessions_spawn",
                        JsonObject.with("task", "[[script:child]] run").build()),
                say("started"));
        until("the child's call", Duration.ofMinutes(2), () -> bailiwick.last("exec") != null);
        var child = requireNonNull(bailiwick.last("exec"));
        assertThat(text(child, "session")).startsWith("agent:main:subagent:");
        assertThat(text(child, "origin", "kind")).isEqualTo("sub-agent");
        until("the child's start", SOON, () -> !events("sub-agent").isEmpty());
        assertThat(workspace.resolve("child.txt")).doesNotExist();
    }

    @Test
    void an_automation_turn_is_gated_and_known_as_one() {
        model.script("nightly", List.of(call("exec", command("touch nightly.txt")), say("done")));
        bailiwick.decides(_ -> bailiwick.refusal("nobody is awake"));
        var job = JsonObject.with("name", "nightly")
                .and(
                        "schedule",
                        JsonObject.with("kind", "every")
                                .and("everyMs", 86_400_000)
                                .build())
                .and("sessionTarget", "isolated")
                .and("wakeMode", "now")
                .and(
                        "payload",
                        JsonObject.with("kind", "agentTurn")
                                .and("message", "[[script:nightly]] go")
                                .build())
                .build();
        var added = (JsonObject) openclaw.client().call("cron.add", job, SOON);
        var id = added.string("id")
                .or(() -> added.object("job").flatMap(one -> one.string("id")))
                .orElseThrow();
        openclaw.client()
                .call("cron.run", JsonObject.with("id", id).and("mode", "force").build(), SOON);
        until("the automation's call", Duration.ofMinutes(2), () -> bailiwick.last("exec") != null);
        var attempt = requireNonNull(bailiwick.last("exec"));
        assertThat(text(attempt, "session")).startsWith("agent:main:cron:");
        assertThat(text(attempt, "origin", "kind")).isEqualTo("automation");
        until(
                "the end of the automation",
                Duration.ofMinutes(2),
                () -> events("schedule").stream()
                        .anyMatch(one -> text(one, "change").equals("finished")));
        assertThat(workspace.resolve("nightly.txt")).doesNotExist();
    }

    @Test
    void a_tool_of_an_mcp_server_is_gated_under_its_own_name() {
        bailiwick.decides(_ -> bailiwick.refusal("not this server"));
        var echo = JsonObject.with("text", "secret").build();
        openclaw.turn(call("lab__echo", echo), say("{{result}}"));
        assertThat(mcp.called).isEmpty();
        bailiwick.decides(_ -> bailiwick.permit());
        var reply = openclaw.turn(call("lab__echo", echo), say("{{result}}"));
        assertThat(reply.text()).contains("echo");
        assertThat(mcp.called).hasSize(1);
        assertThat(text(requireNonNull(bailiwick.last("lab__echo")), "arguments", "text"))
                .isEqualTo("secret");
    }

    @Test
    void in_code_mode_the_outer_call_is_told_apart_and_the_inner_calls_are_decided() {
        bailiwick.decides(attempt ->
                text(attempt, "tool").equals("write") ? bailiwick.refusal("do not write") : bailiwick.permit());
        var code =
                "try { await write({ path: 'inner.txt', content: 'x' }); } catch (e) { return String(e.message ?? e);"
                        + " } return 'wrote';";
        var reply = openclaw.turn(
                "coder", call("exec", JsonObject.with("code", code).build()), say("{{result}}"));
        assertThat(reply.text()).doesNotContain("wrote");
        assertThat(text(requireNonNull(bailiwick.last("exec")), "kind")).isEqualTo("code_mode_exec");
        assertThat(text(requireNonNull(bailiwick.last("write")), "arguments", "path"))
                .isEqualTo("inner.txt");
        assertThat(workspace.resolve("inner.txt")).doesNotExist();
    }

    @Test
    void code_in_code_mode_reaches_neither_files_nor_network_nor_processes() {
        var code = """
            const names = ['require', 'fetch', 'XMLHttpRequest', 'WebSocket', 'Deno', 'Bun', 'std', 'os'];
            const found = names.filter(name => typeof globalThis[name] !== 'undefined');
            let host = 'none';
            // `process` is there under its name as a gated tool, a function; Node.js' own would be an object.
            try { host = this.constructor.constructor('return typeof process')(); } catch (e) { host = 'none'; }
            return 'found ' + found.length + ', host ' + host;\
            """;
        var reply = openclaw.turn(
                "coder", call("exec", JsonObject.with("code", code).build()), say("{{result}}"));
        assertThat(reply.text()).contains("found 0, host ").doesNotContain("host object");
        var imports = JsonObject.with("code", "const fs = await import('node:fs'); return 'imported';")
                .build();
        assertThat(openclaw.turn("coder", call("exec", imports), say("{{result}}"))
                        .text())
                .contains("module access is disabled")
                .doesNotContain("imported");
    }

    @Test
    void a_freeze_in_the_middle_of_a_turn_stops_its_next_call() {
        bailiwick.decides(attempt ->
                attempt.text().contains("first.txt") ? bailiwick.permit() : bailiwick.refusal("frozen by Ada"));
        var reply = openclaw.turn(
                call("exec", command("touch first.txt")), call("exec", command("touch second.txt")), say("{{result}}"));
        assertThat(reply.text()).isEqualTo("frozen by Ada");
        assertThat(workspace.resolve("first.txt")).exists();
        assertThat(workspace.resolve("second.txt")).doesNotExist();
    }

    @Test
    void a_notice_wakes_its_session_and_the_agent_reads_it() {
        openclaw.turn(say("hello"));
        model.script("later", List.of(call("exec", command("touch noticed.txt")), say("done")));
        bailiwick.notices.add(JsonObject.with("session", "agent:main:main")
                .and("text", "task-7 was approved [[script:later]]")
                .build());
        until("the woken turn's call", Duration.ofMinutes(2), () -> bailiwick.last("exec") != null);
        assertThat(text(requireNonNull(bailiwick.last("exec")), "origin", "kind"))
                .isEqualTo("automation");
        bailiwick.decides(_ -> bailiwick.refusal("enough"));
        model.script("later", List.of());
    }

    @Test
    void the_security_directives_stand_first_in_the_system_prompt() {
        int before = model.requests().size();
        openclaw.turn(say("hello"));
        var request = model.requests().get(before).body();
        var system = (JsonObject) request.array("messages").values().getFirst();
        assertThat(system.text()).contains("Security directives", "<user_data>");
        assertThat(system.text().indexOf("Security directives")).isLessThan(200);
    }

    @Test
    void heartbeats_come_every_second_with_the_digests_of_code_and_configuration() throws IOException {
        int before = bailiwick.beats.size();
        until("three beats", SOON, () -> bailiwick.beats.size() >= before + 3);
        var beat = bailiwick.beats.getLast();
        assertThat(text(beat, "plugin", "digest"))
                .isEqualTo(PluginFolder.digest(GovernedOpenClaw.PLUGIN).hex());
        assertThat(text(beat, "config", "digest"))
                .isEqualTo(dev.bailiwick.core.value.Digest.of(Files.readAllBytes(openclaw.config()))
                        .hex());
        assertThat(text(beat, "openclaw")).isEqualTo("2026.9.6");
        assertThat(beat.get("pid")).contains(JsonNumber.of(openclaw.gateway().pid()));
    }

    @Test
    void the_canary_meets_its_refusal_and_without_a_gate_would_not() {
        try (var http = HttpClient.newHttpClient()) {
            var canary = new CanaryCall(openclaw.gateway().address(), openclaw::token, http);
            bailiwick.decides(attempt -> attempt.text().contains(CanaryCall.marker("n1"))
                    ? bailiwick.refusal("canary")
                    : bailiwick.permit());
            assertThat(canary.fire("n1")).isEqualTo(new CanaryCall.Answer(CanaryCall.Result.REFUSED, "canary"));
            assertThat(canary.fire("other").result()).isEqualTo(CanaryCall.Result.RAN);
            assertThat(new CanaryCall(openclaw.gateway().address(), () -> "wrong", http)
                            .fire("n1")
                            .result())
                    .isEqualTo(CanaryCall.Result.UNREACHABLE);
        }
    }

    @Test
    void the_selftest_proves_that_every_probe_is_refused_or_the_door_is_shut() {
        bailiwick.decides(attempt ->
                attempt.text().contains(CanaryCall.marker("s1")) ? bailiwick.refusal("canary") : bailiwick.permit());
        var results = new Selftest(openclaw.gateway().address(), openclaw.token()).run("s1");
        assertThat(results)
                .filteredOn(one -> one.proof() == Selftest.Proof.FAILED)
                .isEmpty();
        assertThat(results)
                .filteredOn(one -> one.proof() == Selftest.Proof.HELD)
                .hasSizeGreaterThanOrEqualTo(8);
    }
}
