package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code posture scan --advisories}: a feed beside what lies in real folders. */
class AdvisoriesOfMachineTest {
    @TempDir
    private Path folder = Path.of("");

    private void install() throws IOException {
        Files.writeString(folder.resolve("package.json"), "{\"name\": \"openclaw\", \"version\": \"2026.9.6\"}");
        var plugin = Files.createDirectories(folder.resolve("extensions/mail"));
        Files.writeString(plugin.resolve("openclaw.plugin.json"), "{\"id\": \"mail\"}");
        Files.writeString(plugin.resolve("package.json"), "{\"name\": \"@corp/mail\", \"version\": \"1.4.0\"}");
        var skill = Files.createDirectories(folder.resolve("skills/weather"));
        Files.writeString(skill.resolve("SKILL.md"), "---\nname: weather\nversion: \"0.3\"\n---\n# name: other\n");
    }

    private String hst04(String advisory, int expected) throws IOException {
        var feed = Files.writeString(
                folder.resolve("feed.yaml"),
                "version: 1\nissued: \"%s\"\nadvisories: [%s]\n".formatted(Instant.now(), advisory));
        var ran = Ran.line(
                "posture",
                "scan",
                "--advisories",
                feed.toString(),
                "--parts",
                folder.toString(),
                "--output",
                "json",
                "--fail-on",
                "high");
        assertThat(ran.code()).isEqualTo(expected);
        var posture = dev.bailiwick.core.hardening.Posture.of(ran.json());
        return posture.results().stream()
                .filter(each -> each.check() == dev.bailiwick.core.hardening.Check.HST_04)
                .map(each -> each.standing() + " " + each.because())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_weak_runtime_plugin_or_skill_is_exit_3_with_version_advisory_and_due_date() throws IOException {
        install();
        assertThat(hst04("{id: ADV-7, kind: runtime, name: openclaw, below: \"2026.9.7\", due: 2026-12-01}", 3))
                .isEqualTo("FAIL runtime openclaw 2026.9.6: ADV-7, due 2026-12-01, gone in 2026.9.7");
        assertThat(hst04("{id: ADV-8, kind: plugin, name: mail, below: \"1.5\", due: 2026-12-01}", 3))
                .startsWith("FAIL plugin mail 1.4.0: ADV-8");
        assertThat(hst04("{id: ADV-9, kind: skill, name: weather, due: 2026-12-01}", 3))
                .startsWith("FAIL skill weather 0.3: ADV-9");
        assertThat(hst04("{id: ADV-9, kind: skill, name: other, due: 2026-12-01}", 3))
                .isEqualTo("PASS none of 3 parts has a known weakness or is too old");
    }
}
