package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.app.control.ControlClient;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server and an agents' machine in two networks, each program in a process of its own, and the wire between them cut. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init")
class CutOffTest {
    /** It climbs out of the workspace by name, and lands in it: a person must look. */
    private static final String[] ASKS = {"sort", "-o", "sorted", "../workspace/notes"};

    @TempDir
    private Path folder;

    private TwoMachines machines;
    private DataFolder server;
    private DataFolder node;

    @BeforeEach
    void wire() throws IOException {
        for (var tool : new String[] {"/usr/bin/unshare", "/usr/bin/nsenter"})
            assumeTrue(Files.isExecutable(Path.of(tool)), tool + " is not installed");
        assumeTrue("root".equals(System.getProperty("user.name")), "a network of one's own needs root");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var name : List.of("config", "state", "workspace", "log"))
            Files.setPosixFilePermissions(
                    Files.createDirectory(folder.resolve(name)), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(folder.resolve("workspace/notes"), "hello\n");
        server = new DataFolder(folder.resolve("server"));
        server.make();
        Files.writeString(server.organisation(), """
            version: 1
            contact: "bea"
            people:
              - {id: bea, name: "Bea", functions: [business, it, security], account: root}
              - {id: ida, name: "Ida", functions: [it]}
            agents:
              - {id: desk, operator: ida, description: "a test"}
            """);
        node = new DataFolder(folder.resolve("node"));
        node.make();
        Files.createDirectories(node.path().resolve("profiles"));
        Files.writeString(node.path().resolve("profiles/desk.yaml"), """
            version: 1
            name: desk
            revision: 1
            purpose: "a test"
            tier: 4
            account: {name: games}
            network: {port: 18789, front: 8444, vpn: [], admin: [], local: [], egress: []}
            files: {config: %1$s/config, state: %1$s/state, workspace: %1$s/workspace, log: %1$s/log, secrets: [], read: [], write: []}
            programs: {interpreters: true, allowed: [/usr/bin/cp, /usr/bin/tail, /usr/bin/sort]}
            denied: []
            limits: {memoryMiB: 256, cpuPercent: 100, processes: 64, openFiles: 256, commandSeconds: 120}
            deployment: {kind: systemd, program: /usr/bin/dash, arguments: []}
            requirements: {seccomp: required, landlock: best-effort, apparmor: best-effort}
            """.formatted(folder));
        machines = TwoMachines.wired();
    }

    @AfterEach
    void end() throws InterruptedException {
        if (machines != null) machines.close();
    }

    private Ran asked(String... words) {
        return new SmallShop(server).asked("", words);
    }

    private static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private void joined() throws IOException, InterruptedException {
        var serving = machines.server(
                "serve",
                "--data",
                server.path().toString(),
                "--console-port",
                "0",
                "--agents-port",
                "0",
                "--nodes-port",
                "0",
                "--nodes-address",
                TwoMachines.SERVER,
                "--hold",
                "120");
        var url = TwoMachines.said(serving, "nodes");
        var token = asked("host", "invite", "web-1", "--agents", "desk")
                .json()
                .string("token")
                .orElseThrow();
        credentials();
        assertThat(asked("agents", "step", "desk", "pilot", "--reason", "a test")
                        .code())
                .isZero();
        var joining = machines.node(
                "host", "join", url, "--token", token, "--data", node.path().toString());
        assertThat(TwoMachines.ended(joining).code()).isZero();
        var staying = machines.node("host", "run", "--data", node.path().toString());
        assertThat(TwoMachines.said(staying, "agents")).isEqualTo("http://127.0.0.1:7430");
        until("the server hears it", () -> asked("host", "list").text().contains("\"state\": \"heard\""));
    }

    private void credentials() throws IOException {
        var answer = new ControlClient(server.socket())
                .ask(JsonObject.with("verb", "register.agent")
                        .and("agent", "desk")
                        .and("account", "games")
                        .build());
        var file = Files.createDirectories(node.agent("desk")).resolve("credentials.json");
        Files.writeString(file, Json.pretty(answer.object("result").orElseThrow()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Process run(String... words) throws IOException {
        var line = new java.util.ArrayList<>(
                List.of("run", "--agent", "desk", "--data", node.path().toString(), "--"));
        line.addAll(List.of(words));
        return machines.node(line.toArray(String[]::new));
    }

    private String waiting() throws InterruptedException {
        until("a person is asked", () -> asked("approvals", "list").text().contains("task-"));
        var text = asked("approvals", "list").text();
        int at = text.indexOf("task-");
        return text.substring(at, at + "task-".length() + 16);
    }

    @Test
    void a_link_cut_in_the_middle_of_an_approval_starts_nothing_and_opens_nothing_twice() throws Exception {
        joined();
        var linked = TwoMachines.ended(run("sort", "notes"));
        assertThat(linked.code()).as("with the link: " + linked.text()).isZero();

        var waits = run(ASKS);
        var task = waiting();
        machines.wire(false);
        assertThat(asked("approvals", "approve", task, "--reason", "fine").code())
                .isZero();
        var ran = TwoMachines.ended(waits);
        assertThat(ran.code()).as(ran.text()).isEqualTo(6);
        assertThat(folder.resolve("workspace/sorted")).doesNotExist();
        until("the server misses it", () -> asked("host", "list").text().contains("cut off"));

        var other = TwoMachines.ended(run("cp", "notes", "second"));
        assertThat(other.code())
                .as("cut off, nothing is permitted: " + other.text())
                .isEqualTo(6);
        assertThat(folder.resolve("workspace/second")).doesNotExist();
        assertThat(Ran.line(
                                "freeze",
                                "desk",
                                "--reason",
                                "cut off",
                                "--data",
                                node.path().toString())
                        .code())
                .isZero();
        assertThat(TwoMachines.ended(run("cp", "notes", "second")).code())
                .as("frozen by hand")
                .isEqualTo(4);

        machines.wire(true);
        until(
                "the server took the freeze over",
                () -> asked("agents", "show", "desk").text().contains("web-1"));
        assertThat(asked("lift", "desk", "--reason", "looked at").code()).isZero();
        until("it is lifted there", () -> !Files.exists(node.nodeFreezes().resolve("agent-desk.freeze")));
        int first = TwoMachines.ended(runOnce()).code();
        boolean done = Files.exists(folder.resolve("workspace/sorted"));
        assertThat(first)
                .as("the approval opens once, or was spent by the call that was cut")
                .isEqualTo(done ? 0 : 4);
    }

    /** The same again; when the approval was spent it waits for a person, who says no. */
    private Process runOnce() throws Exception {
        var again = run(ASKS);
        long end = System.nanoTime() + 30_000_000_000L;
        while (again.isAlive() && System.nanoTime() < end) {
            var text = asked("approvals", "list").text();
            int at = text.indexOf("task-");
            if (at >= 0)
                asked("approvals", "deny", text.substring(at, at + "task-".length() + 16), "--reason", "spent");
            Thread.sleep(200);
        }
        return again;
    }

    @Test
    void what_runs_on_a_machine_is_killed_by_a_freeze_at_the_server() throws Exception {
        joined();
        var runs = run("tail", "-f", "notes");
        TwoMachines.said(runs, "hello");
        assertThat(asked("freeze", "desk", "--reason", "a leak").code()).isZero();
        assertThat(runs.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(runs.exitValue()).isEqualTo(137);
    }
}
