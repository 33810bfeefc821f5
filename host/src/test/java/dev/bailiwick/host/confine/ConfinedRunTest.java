package dev.bailiwick.host.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command takes what its profile gives it, and leaves nothing behind. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConfinedRunTest {
    private static final Path SHELL = Path.of("/usr/bin/dash");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        assumeTrue(Machine.here().isPresent(), "no Linux on x86-64 or arm64");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var name : List.of("config", "state", "workspace", "log")) {
            var made = Files.createDirectory(folder.resolve(name));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    private Order order(Path program, Digest bytes, String script) {
        var profile = AgentProfile.of(Json.parseObject("""
                {"version": 1, "name": "example", "revision": 1, "purpose": "an example", "tier": 2,
                 "account": {"name": "games"},
                 "network": {"port": 18789, "front": 8444, "vpn": [], "admin": [], "local": [], "egress": []},
                 "files": {"config": "%1$s/config", "state": "%1$s/state", "workspace": "%1$s/workspace", "log": "%1$s/log",
                           "secrets": [], "read": [], "write": []},
                 "programs": {"interpreters": true, "allowed": ["/usr/bin/bash", "/usr/bin/dash", "/usr/bin/sleep", "/usr/bin/setsid"]},
                 "denied": [],
                 "limits": {"memoryMiB": 64, "cpuPercent": 100, "processes": 32, "openFiles": 64, "commandCpuSeconds": 1},
                 "deployment": {"kind": "systemd", "program": "/usr/bin/dash", "arguments": []},
                 "requirements": {"seccomp": "required", "landlock": "best-effort", "apparmor": "best-effort"}}
                """.formatted(folder)));
        return new Order(
                new AgentId("example"),
                profile,
                program,
                bytes,
                List.of(program.toString(), "-c", script),
                folder.resolve("workspace"),
                Optional.empty());
    }

    private ConfinedRun.Ending run(Path program, String script) throws IOException {
        var order = order(program, Digest.of(Files.readAllBytes(program)), script);
        return ConfinedRun.of(order).toItsEnd(Optional::empty);
    }

    @Test
    void memory_beyond_the_profile_is_not_to_be_had() throws IOException {
        var ending = run(Path.of("/usr/bin/bash"), "printf -v x %200000000s y; echo grew > grew");
        assertThat(ending.notStarted()).isEmpty();
        assertThat(folder.resolve("workspace/grew")).doesNotExist();
    }

    @Test
    void neither_are_more_processes_and_those_that_were_go_with_it() throws IOException {
        var ending = run(SHELL, "i=0; while [ $i -lt 80 ]; do sleep 61.234 & i=$((i+1)); done; echo all > all");
        assertThat(ending.exitCode()).isNotZero();
        assertThat(folder.resolve("workspace/all")).doesNotExist();
        assertThat(left("61.234")).isFalse();
    }

    @Test
    void whoever_computes_for_ever_is_ended() throws IOException {
        var begun = System.nanoTime();
        assertThat(run(SHELL, "while :; do :; done").exitCode()).isGreaterThan(128);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void an_orphan_in_a_session_of_its_own_does_not_outlive_it() throws IOException {
        assertThat(run(SHELL, "setsid sleep 62.345 & sleep 0.3").exitCode()).isZero();
        assertThat(left("62.345")).isFalse();
    }

    private static boolean left(String argument) {
        return ProcessHandle.allProcesses()
                .anyMatch(each -> each.info().commandLine().orElse("").contains("sleep " + argument));
    }

    @Test
    void another_program_under_the_same_name_does_not_start() {
        var ending = ConfinedRun.of(order(SHELL, Digest.of("another"), "echo ran > ran"))
                .toItsEnd(Optional::empty);
        assertThat(ending.notStarted().orElse("")).startsWith("binary_changed");
        assertThat(folder.resolve("workspace/ran")).doesNotExist();
    }

    @Test
    void somebody_who_objects_is_heard() throws IOException {
        var order = order(SHELL, Digest.of(Files.readAllBytes(SHELL)), "echo up > up; sleep 63.456");
        var ending = ConfinedRun.of(order)
                .toItsEnd(
                        () -> Files.exists(folder.resolve("workspace/up")) ? Optional.of("enough") : Optional.empty());
        assertThat(ending.killed()).contains("enough");
        assertThat(ending.exitCode()).isEqualTo(137);
        assertThat(left("63.456")).isFalse();
    }
}
