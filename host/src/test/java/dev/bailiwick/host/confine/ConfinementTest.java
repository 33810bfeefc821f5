package dev.bailiwick.host.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forbidden is tried, by a shell that is one of the listed programs: the worst an agent can be given. */
class ConfinementTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void folders() throws Exception {
        assumeTrue(Machine.here().isPresent(), "no Linux on x86-64 or arm64");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dash")), "dash is not installed");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var name : List.of("config", "state", "workspace", "log", "elsewhere")) {
            var made = Files.createDirectory(folder.resolve(name));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Files.writeString(folder.resolve("elsewhere/secret"), "not for it");
        Files.writeString(folder.resolve("config/openclaw.json"), "{}");
    }

    private String profile(int port) {
        return """
                {"version": 1, "name": "example", "revision": 1, "purpose": "an example", "tier": 2,
                 "account": {"name": "games"},
                 "network": {"port": 18789, "front": 8444, "vpn": [], "admin": [], "local": ["%2$d"], "egress": []},
                 "files": {"config": "%1$s/config", "state": "%1$s/state", "workspace": "%1$s/workspace", "log": "%1$s/log",
                           "secrets": [], "read": [], "write": []},
                 "programs": {"interpreters": true, "allowed": ["/usr/bin/cat", "/usr/bin/dash", "/usr/bin/bash", "/usr/bin/cp",
                              "/usr/bin/unshare", "/usr/bin/env", "/usr/bin/grep", "/usr/bin/id"]},
                 "denied": [], "limits": {"memoryMiB": 128, "cpuPercent": 100, "processes": 64, "openFiles": 1024},
                 "deployment": {"kind": "systemd", "program": "/usr/bin/dash", "arguments": []},
                 "requirements": {"seccomp": "required", "landlock": "required", "apparmor": "best-effort"}}
                """.formatted(folder, port);
    }

    private String run(int port, String script) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConfinedShell.class.getName(),
                        profile(port),
                        folder.resolve("workspace").toString(),
                        script)
                .redirectErrorStream(true);
        builder.environment().put("BAILIWICK_TOKEN", "ours");
        builder.environment().put("LD_PRELOAD", "");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void what_the_profile_allows_works() throws Exception {
        landlock();
        assertThat(run(1, "echo hello > note; cat note; cat %s/config/openclaw.json".formatted(folder)))
                .isEqualTo("hello\n{}");
    }

    @Test
    void files_beyond_the_profile_are_closed_however_they_are_asked_for() throws Exception {
        landlock();
        var said = run(1, """
                cat %1$s/elsewhere/secret && echo LEAK
                cat ../elsewhere/secret && echo LEAK
                echo x > %1$s/elsewhere/new && echo LEAK
                echo x > %1$s/config/openclaw.json && echo LEAK
                (: > %1$s/log/agent.log) && echo LEAK
                cat /etc/shadow && echo LEAK
                cat /proc/1/environ && echo LEAK
                cat /proc/self/environ && echo LEAK
                cp /usr/bin/cat ./tool && ./tool /etc/passwd && echo LEAK
                /usr/bin/ls / && echo LEAK
                /lib64/ld-linux-x86-64.so.2 /usr/bin/ls / && echo LEAK
                env ls / && echo LEAK
                echo done
                """.formatted(folder));
        assertThat(said).endsWith("done\n").doesNotContain("LEAK").doesNotContain("not for it");
        assertThat(Files.readString(folder.resolve("config/openclaw.json"))).isEqualTo("{}");
    }

    @Test
    void system_calls_beyond_the_filter_and_new_privileges_are_refused() throws Exception {
        var said = run(1, """
                unshare -U true && echo LEAK
                unshare -n true && echo LEAK
                kill -0 1 && echo LEAK
                echo done
                """);
        assertThat(said).endsWith("done\n").doesNotContain("LEAK");
    }

    @Test
    void only_listed_ports_are_reached() throws Exception {
        landlock();
        try (var listed = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            var probe = "bash -c '</dev/tcp/127.0.0.1/%d' && echo %s\n";
            var said = run(
                    listed.getLocalPort(),
                    probe.formatted(listed.getLocalPort(), "listed") + probe.formatted(other.getLocalPort(), "LEAK"));
            assertThat(said).contains("listed\n").doesNotContain("LEAK");
        }
    }

    @Test
    void nothing_of_our_environment_and_no_right_of_root_goes_along() throws Exception {
        var said = run(1, "env; id -u");
        assertThat(said)
                .doesNotContain("BAILIWICK_TOKEN")
                .contains("BAILIWICK_AGENT=example")
                .doesNotContain("LD_")
                .contains("LANG=C.UTF-8");
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) assertThat(said).endsWith("\n5\n");
    }

    @Test
    void the_filter_is_written_for_both_machines() {
        for (var name : List.of("amd64", "aarch64")) {
            var program = CallFilter.of(Machine.of(name).orElseThrow(), false);
            assertThat(CallFilter.length(program)).isBetween(100, 255);
        }
        assertThat(Machine.of("riscv64")).isEmpty();
    }

    @Test
    void the_trial_says_that_a_forbidden_read_was_denied() {
        landlock();
        assertThat(LandlockTrial.denied()).contains(true);
    }

    private static void landlock() {
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            var version = new Landlock(new Kernel(arena), Machine.here().orElseThrow()).version();
            assumeTrue(version >= 4, "this kernel's Landlock is version " + version);
        }
    }
}
