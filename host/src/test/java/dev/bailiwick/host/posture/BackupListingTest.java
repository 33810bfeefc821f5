package dev.bailiwick.host.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup holds is read from its listing, not from what somebody meant to leave out. */
class BackupListingTest {
    @TempDir
    private Path folder = Path.of("");

    private static AgentProfile profile(String secrets) {
        return AgentProfile.of(Json.parseObject("""
                {"version": 1, "name": "example", "revision": 1, "purpose": "an example", "tier": 2,
                 "account": {"name": "games"},
                 "network": {"port": 1, "front": 8444, "vpn": [], "admin": [], "local": [], "egress": []},
                 "files": {"config": "/srv/a/config", "state": "/srv/a/state", "workspace": "/srv/a/workspace",
                           "log": "/srv/a/log", "secrets": [%s], "read": [], "write": []},
                 "programs": {"allowed": []}, "denied": [],
                 "limits": {"memoryMiB": 128, "cpuPercent": 100, "processes": 64, "openFiles": 1024},
                 "deployment": {"kind": "systemd", "program": "/usr/bin/sleep", "arguments": []},
                 "requirements": {"seccomp": "required", "landlock": "best-effort", "apparmor": "best-effort"}}
                """.formatted(secrets)));
    }

    private Result listed(byte[] lines, Instant now) throws IOException {
        var file = Files.write(folder.resolve("listing"), lines);
        return BackupListing.judge(profile("\"/srv/a/secrets/key\""), Optional.of(new HostPath(file.toString())), now);
    }

    private Result listed(String lines) throws IOException {
        return listed(lines.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    @Test
    void a_secret_in_the_backup_is_named_however_the_tool_writes_paths() throws IOException {
        for (var path : new String[] {"/srv/a/secrets/key", "srv/a/secrets/key", "./srv/a/secrets/key"}) {
            var result = listed("srv/a\n" + path + "\n");
            assertThat(result.standing()).as(path).isEqualTo(Standing.FAIL);
            assertThat(result.because()).isEqualTo("the last backup holds /srv/a/secrets/key");
        }
        assertThat(listed("srv/a/secrets\nsrv/a/secrets/key.pub\n").standing()).isEqualTo(Standing.PASS);
    }

    @Test
    void bytes_that_are_no_letters_hide_nothing() throws IOException {
        byte[] lines = "x\u00ff\nsrv/a/secrets/key\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(listed(lines, Instant.now()).standing()).isEqualTo(Standing.FAIL);
    }

    /** The rendered list, given to a real tar, and its listing judged. */
    @Test
    void what_the_rendered_excludes_leave_out_is_in_no_backup() throws Exception {
        var home = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(home.resolve("key"), "x");
        Files.writeString(home.resolve("readme"), "x");
        var profile = profile("\"" + home.resolve("key") + "\"");
        var excludes = Files.writeString(
                folder.resolve("excludes"),
                Artefacts.of(profile).file("backup-excludes.txt").text());
        assertThat(packed(profile, "--exclude-from=" + excludes).standing()).isEqualTo(Standing.PASS);
        assertThat(packed(profile, "--exclude=nothing").standing()).isEqualTo(Standing.FAIL);
    }

    private Result packed(AgentProfile profile, String excluding) throws Exception {
        var archive = folder.resolve("backup.tar").toString();
        run("tar", excluding, "-cf", archive, folder.resolve("secrets").toString());
        var listing = Files.writeString(folder.resolve("listing"), run("tar", "-tf", archive));
        assertThat(listing).content().contains("readme");
        return BackupListing.judge(profile, Optional.of(new HostPath(listing.toString())), Instant.now());
    }

    private static String run(String... words) throws Exception {
        var process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void an_empty_old_or_missing_listing_proves_nothing() throws IOException {
        assertThat(listed("").standing()).isEqualTo(Standing.UNKNOWN);
        var later = Instant.now().plus(Duration.ofDays(9));
        assertThat(listed("srv/a\n".getBytes(StandardCharsets.UTF_8), later).standing())
                .isEqualTo(Standing.UNKNOWN);
        var lost = Optional.of(new HostPath(folder.resolve("lost").toString()));
        assertThat(BackupListing.judge(profile("\"/srv/a/secrets/key\""), lost, Instant.now())
                        .standing())
                .isEqualTo(Standing.UNKNOWN);
        assertThat(BackupListing.judge(profile("\"/srv/a/secrets/key\""), Optional.empty(), Instant.now())
                        .standing())
                .isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void a_profile_without_secret_files_has_none_to_leave_out() {
        assertThat(BackupListing.judge(profile(""), Optional.empty(), Instant.now())
                        .standing())
                .isEqualTo(Standing.NOT_APPLICABLE);
    }
}
