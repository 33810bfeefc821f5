package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rendered account script, run twice over a copy of this machine's accounts; then the agent's account tries what it must not. */
class AccountScriptTest {
    private static final String ACCOUNT = "bw-desk";

    @TempDir
    private Path folder = Path.of("");

    private Path script = Path.of("");

    @BeforeEach
    void render() throws IOException {
        for (var tool : List.of("/usr/bin/unshare", "/usr/sbin/useradd", "/usr/bin/setpriv"))
            assumeTrue(Files.isExecutable(Path.of(tool)), tool + " is not installed");
        assumeTrue("root".equals(System.getProperty("user.name")), "an account is made by root");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var profile = Files.writeString(folder.resolve("desk.yaml"), """
            version: 1
            name: desk
            revision: 1
            purpose: "a test"
            tier: 4
            account: {name: %2$s}
            network: {port: 18789, front: 8444, vpn: [], admin: [], local: [], egress: []}
            files: {config: %1$s/config, state: %1$s/state, workspace: %1$s/workspace, log: %1$s/log, secrets: [], read: [], write: []}
            programs: {interpreters: true, allowed: [/usr/bin/cp]}
            denied: []
            limits: {memoryMiB: 256, cpuPercent: 100, processes: 64, openFiles: 256, commandSeconds: 60}
            deployment: {kind: systemd, program: /usr/bin/dash, arguments: []}
            requirements: {seccomp: required, landlock: best-effort, apparmor: best-effort}
            """.formatted(folder, ACCOUNT));
        assertThat(Ran.line(
                                "harden",
                                "render",
                                "--profile",
                                profile.toString(),
                                "--out",
                                folder.resolve("out").toString())
                        .code())
                .isZero();
        script = folder.resolve("out/account.sh");
    }

    /** What became of each try, in a copy of this machine's accounts that is gone with the process. */
    private String tried() throws IOException, InterruptedException {
        var text = """
            set -eu
            mount --make-rprivate /
            mkdir "$1/etc"
            mount -t tmpfs none "$1/etc"
            cp -a /etc/. "$1/etc"
            mount --bind "$1/etc" /etc
            sh "$2" >/dev/null
            sh "$2" >/dev/null
            echo "account: $(getent passwd %1$s | cut -d: -f6,7) groups: $(id -Gn %1$s)"
            cd "$1"
            echo '{}' >config/openclaw.json
            echo entry >log/today
            try() {
              if setpriv --reuid %1$s --regid %1$s --clear-groups --no-new-privs sh -c "$1" 2>/dev/null; then echo "did: $1"; else echo "refused: $1"; fi
            }
            try "echo x >>config/openclaw.json"
            try "echo x >config/new"
            try "mv config elsewhere"
            try "cat log/today"
            try "echo x >>log/today"
            try "rm -f log/today"
            try "mv log elsewhere"
            try "echo x >state/new"
            try "echo x >workspace/new"
            """.formatted(ACCOUNT);
        var process = new ProcessBuilder(
                        "/usr/bin/unshare",
                        "--mount",
                        "--",
                        "/bin/sh",
                        "-c",
                        text,
                        "try",
                        folder.toString(),
                        script.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void the_account_cannot_log_in_and_changes_neither_configuration_nor_log_nor_the_folders_they_lie_in()
            throws Exception {
        assertThat(tried().lines())
                .containsExactly(
                        "account: /nonexistent:/usr/sbin/nologin groups: " + ACCOUNT,
                        "refused: echo x >>config/openclaw.json",
                        "refused: echo x >config/new",
                        "refused: mv config elsewhere",
                        "refused: cat log/today",
                        "refused: echo x >>log/today",
                        "refused: rm -f log/today",
                        "refused: mv log elsewhere",
                        "did: echo x >state/new",
                        "did: echo x >workspace/new");
        assertThat(Files.readString(Path.of("/etc/passwd")))
                .as("this machine is as it was")
                .doesNotContain(ACCOUNT);
    }

    @Test
    void a_log_folder_that_belongs_to_the_agent_is_found_out() throws Exception {
        var own = "folder " + ACCOUNT + ":" + ACCOUNT + " 0700 " + folder.resolve("log");
        Files.writeString(
                script, Files.readString(script).replace("folder root:root 0700 " + folder.resolve("log"), own));
        assertThat(tried()).contains("did: rm -f log/today");
    }
}
