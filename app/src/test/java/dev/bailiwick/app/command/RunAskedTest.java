package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real command in a process of its own, before a real server: what of an agent's commands happens, and what does not. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RunAskedTest {
    private static final AgentId DESK = new AgentId("desk");
    /** It climbs out of the workspace by name, and lands in it: a person must look. */
    private static final String[] ASKS = {"sort", "-o", "sorted", "../workspace/notes"};

    @TempDir
    private Path folder = Path.of("");

    private DataFolder data = new DataFolder(Path.of("."));
    private Path workspace = Path.of("");
    private URI server = URI.create("http://127.0.0.1");
    private House house = unopened();

    @SuppressWarnings("NullAway") // opened before each test
    private static House unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "commands are confined on Linux only");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var name : List.of("config", "state", "workspace", "log", "bin")) {
            var made = Files.createDirectory(folder.resolve(name));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        workspace = folder.resolve("workspace");
        Files.writeString(workspace.resolve("notes"), "hello\n");
        Files.copy(Path.of("/usr/bin/sort"), folder.resolve("bin/sort"));
        data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
            version: 1
            contact: "sam"
            people:
              - {id: bea, name: "Bea", functions: [business]}
              - {id: ida, name: "Ida", functions: [it]}
              - {id: sam, name: "Sam", functions: [security]}
            agents:
              - {id: desk, operator: ida, description: "a test"}
            """);
        profile(60);
        house = house(Duration.ofSeconds(30));
        assertThat(house.parts().ladder().move(DESK, Step.PILOT, person("sam"), "test"))
                .isEmpty();
        credentials();
    }

    private House house(Duration hold) {
        var opened = House.open(Configuration.of(data).onFreePorts().holding(hold));
        server = opened.agents();
        return opened;
    }

    private void again(Duration hold) {
        house.close();
        house = house(hold);
    }

    private void profile(int seconds) throws IOException {
        profile(seconds, "");
    }

    /** @param more lines of its {@code programs} */
    private void profile(int seconds, String more) throws IOException {
        var file = data.path().resolve("profiles/desk.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
            version: 1
            name: desk
            revision: 1
            purpose: "a test"
            tier: 4
            account: {name: games}
            network: {port: 18789, front: 8444, vpn: [], admin: [], local: [], egress: []}
            files: {config: %1$s/config, state: %1$s/state, workspace: %1$s/workspace, log: %1$s/log, secrets: [], read: [], write: []}
            programs:
              interpreters: true
              allowed: [/usr/bin/cat, /usr/bin/cp, /usr/bin/tail, /usr/bin/tar, %1$s/bin/sort]
            %3$s
            denied: []
            limits: {memoryMiB: 256, cpuPercent: 100, processes: 64, openFiles: 256, commandSeconds: %2$d}
            deployment: {kind: systemd, program: /usr/bin/dash, arguments: []}
            requirements: {seccomp: required, landlock: best-effort, apparmor: best-effort}
            """.formatted(folder, seconds, more));
    }

    private void credentials() throws IOException {
        Files.createDirectories(data.agent("desk"));
        var members = JsonObject.builder();
        house.issue(DESK, person("ida")).forEach((use, value) -> members.and(Fields.spelling(use), value));
        var file = data.agent("desk").resolve("credentials.json");
        Files.writeString(file, Json.pretty(members.build()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Actor.Human person(String id) {
        return new Actor.Human(new PersonId(id), Actor.Channel.TERMINAL);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Process start(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bailiwick.app.Main",
                "run",
                "--agent",
                "desk",
                "--data",
                data.path().toString(),
                "--server",
                server.toString(),
                "--"));
        line.addAll(List.of(words));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static Ran ended(Process process) throws IOException, InterruptedException {
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    private Ran run(String... words) throws IOException, InterruptedException {
        return ended(start(words));
    }

    private ApprovalTask waiting() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            var tasks = house.parts().pending().in(EnumSet.of(State.PENDING), 10, 0);
            if (!tasks.isEmpty()) return tasks.getFirst();
            Thread.sleep(50);
        }
        throw new AssertionError("nothing waits for a person");
    }

    private void decide(boolean yes) throws InterruptedException {
        var task = waiting().id();
        for (var who : yes ? List.of("bea", "sam") : List.of("bea")) {
            house.parts().approvals().decide(task, person(who), yes, "as it is", Optional.empty());
        }
    }

    /** The bodies of what was reported, oldest first. */
    private List<String> outcomes() {
        var log = house.parts().log();
        List<String> said = new ArrayList<>();
        log.read(0, entry -> {
            if (entry.kind() == Event.Kind.OUTCOME)
                log.body(entry).map(JsonObject::text).ifPresent(said::add);
            return true;
        });
        return said;
    }

    @Test
    void what_is_permitted_runs_and_what_it_came_to_is_in_the_log() throws Exception {
        var ran = run("sort", "notes");
        assertThat(ran.text()).contains("permitted, decision", "hello");
        assertThat(ran.code()).isZero();
        assertThat(outcomes()).singleElement().asString().contains("ended with 0", "\"ok\":true");
    }

    @Test
    void what_a_person_must_decide_waits_and_runs_as_approved() throws Exception {
        var process = start(ASKS);
        decide(true);
        var ran = ended(process);
        assertThat(ran.text()).contains("permitted, decision");
        assertThat(ran.code()).isZero();
        assertThat(workspace.resolve("sorted")).hasContent("hello");
    }

    @Test
    void what_a_person_denied_does_not_run() throws Exception {
        var process = start(ASKS);
        decide(false);
        var ran = ended(process);
        assertThat(ran.code()).as(ran.text()).isEqualTo(4);
        assertThat(workspace.resolve("sorted")).doesNotExist();
    }

    @Test
    void an_approval_is_for_its_arguments_and_no_others() throws Exception {
        again(Duration.ZERO);
        var first = run(ASKS);
        assertThat(first.code()).as(first.text()).isEqualTo(5);
        decide(true);
        var other = run("sort", "-o", "elsewhere", "../workspace/notes");
        assertThat(other.code()).as(other.text()).isEqualTo(5);
        assertThat(workspace.resolve("elsewhere")).doesNotExist();

        assertThat(run(ASKS).code()).as("the approved ones").isZero();
        assertThat(workspace.resolve("sorted")).exists();
        assertThat(run(ASKS).code()).as("once").isEqualTo(5);
    }

    @Test
    void a_program_swapped_after_it_was_approved_does_not_start() throws Exception {
        var process = start(ASKS);
        waiting();
        var other = Files.copy(Path.of("/usr/bin/cat"), folder.resolve("bin/other"));
        Files.move(other, folder.resolve("bin/sort"), StandardCopyOption.REPLACE_EXISTING);
        decide(true);
        var ran = ended(process);
        assertThat(ran.text()).contains("binary_changed");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(workspace.resolve("sorted")).doesNotExist();
        assertThat(outcomes()).singleElement().asString().contains("binary_changed", "\"ok\":false");
    }

    @Test
    void a_program_that_is_not_the_one_its_profile_pins_is_denied_and_nobody_is_asked() throws Exception {
        var file = data.path().resolve("profiles/desk.yaml").toString();
        profile(60, Ran.line("harden", "pin", "--profile", file).text());
        assertThat(run("sort", "notes").code()).isZero();

        var other = Files.copy(Path.of("/usr/bin/cat"), folder.resolve("bin/other"));
        Files.move(other, folder.resolve("bin/sort"), StandardCopyOption.REPLACE_EXISTING);
        var ran = run("sort", "notes");
        assertThat(ran.code()).as(ran.text()).isEqualTo(4);
        assertThat(ran.text()).contains("binary_changed");
        assertThat(outcomes()).last().asString().contains("binary_changed", "\"ok\":false");
    }

    @Test
    void without_a_server_nothing_runs() throws Exception {
        house.close();
        var ran = run("cp", "notes", "copy");
        assertThat(ran.code()).as(ran.text()).isEqualTo(6);
        assertThat(workspace.resolve("copy")).doesNotExist();
    }

    @Test
    void a_frozen_agent_runs_nothing_and_what_runs_is_killed() throws Exception {
        var process = start("tail", "-f", "notes");
        var reader = process.inputReader();
        var line = "";
        while (!"hello".equals(line)) line = reader.readLine();
        house.parts().stop().freeze(Optional.of(DESK), "a leak", person("sam"));
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reader.readAllAsString()).contains("killed: frozen: a leak");
        assertThat(process.exitValue()).isEqualTo(137);
        assertThat(outcomes()).singleElement().asString().contains("killed: frozen");

        assertThat(run("cp", "notes", "copy").code()).isEqualTo(4);
        assertThat(workspace.resolve("copy")).doesNotExist();
    }

    @Test
    void a_command_has_the_time_its_profile_gives_it() throws Exception {
        profile(1);
        var ran = run("tail", "-f", "notes");
        assertThat(ran.code()).isEqualTo(124);
        assertThat(ran.text()).contains("hello", "its time is over");
    }

    @Test
    void what_the_profile_leaves_no_room_for_is_in_the_log_too() throws Exception {
        assertThat(run("cat", "/etc/shadow").code()).isEqualTo(4);
        assertThat(outcomes()).singleElement().asString().contains("refused by its profile", "/etc/shadow");
    }
}
