package dev.bailiwick.acceptance.openclaw;

import static dev.bailiwick.acceptance.openclaw.AgentHouse.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.Connection;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.host.openclaw.GatewayProcess;
import dev.bailiwick.host.openclaw.OpenClawConfig;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenClaw asks before it installs a skill, as {@code openclaw connect} configures it. */
@Tag("long")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class InstallAdmissionTest {
    private static final Pattern DIGEST = Pattern.compile("\"content\":\"([0-9a-f]{64})\"");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_skill_is_installed_once_somebody_agreed_to_its_content_and_not_after_a_change()
            throws IOException, InterruptedException {
        var skill = Files.createDirectories(folder.resolve("source/notes")).resolve("SKILL.md");
        Files.writeString(skill, "---\nname: notes\ndescription: Sorts notes by date.\n---\n# notes\n");
        var installed = folder.resolve("workspace/skills/notes/SKILL.md");
        var data = organisation();
        Path configuration;
        try (var house = House.open(Configuration.of(data).onFreePorts().holding(Duration.ofMillis(100)))) {
            assertThat(house.parts().ladder().move(AgentHouse.AGENT, Step.PILOT, ADA, "test"))
                    .isEmpty();
            configuration = connected(data, house);

            assertThat(install(configuration)).contains("blocked", "nobody has looked at exactly this content yet");
            assertThat(installed).doesNotExist();
            agreeToWhatWaits(house.parts());
            assertThat(install(configuration)).doesNotContain("blocked");
            assertThat(installed).exists();

            Files.writeString(skill, "\nAlso sorts them by size.\n", StandardOpenOption.APPEND);
            assertThat(install(configuration, "--force")).contains("blocked");
            assertThat(installed).content().doesNotContain("by size");
        }
        assertThat(install(configuration, "--force")).contains("failed closed");
    }

    private DataFolder organisation() throws IOException {
        System.setProperty(
                "bailiwick.home", Path.of("..").toAbsolutePath().normalize().toString());
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
            version: 1
            contact: "ada"
            people:
              - {id: ada, name: "Ada", functions: [business, it, security]}
            agents:
              - {id: desk, operator: ada, description: "a test"}
            """);
        return data;
    }

    private Path connected(DataFolder data, House house) throws IOException {
        var configuration = folder.resolve("home/.openclaw/openclaw.json");
        Files.createDirectories(configuration.getParent());
        Files.writeString(
                configuration,
                "{\"agents\":{\"defaults\":{\"workspace\":\"%s\"}}}".formatted(folder.resolve("workspace")));
        var connection = new Connection(
                data, AgentHouse.AGENT, configuration, house.agents(), Duration.ofSeconds(30), Optional.empty());
        connection.write(connection.rendering(), house.issue(AgentHouse.AGENT, ADA), house.token());
        answeredByThisBuild(configuration);
        return configuration;
    }

    /** The program that ships may be of an older build than these classes. */
    private void answeredByThisBuild(Path configuration) throws IOException {
        var program = folder.resolve("bailiwick");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '%s/bin/java' -cp '%s' dev.bailiwick.app.Main \"$@\"\n"
                        .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        var now = OpenClawConfig.read(configuration).orElseThrow();
        var security = now.object("security").orElseThrow();
        var policy = security.object("installPolicy").orElseThrow();
        var exec = policy.object("exec").orElseThrow().plus("command", new JsonString(program.toString()));
        var changed = now.plus("security", security.plus("installPolicy", policy.plus("exec", exec)));
        Files.writeString(configuration, Json.pretty(changed));
    }

    private static void agreeToWhatWaits(House.Parts house) {
        var content = new String[1];
        house.log().read(0, entry -> {
            var found =
                    DIGEST.matcher(house.log().body(entry).map(JsonObject::text).orElse(""));
            if (found.find()) content[0] = found.group(1);
            return true;
        });
        var digest = ToolDigest.of("bailiwick.install", Optional.of(new Digest(content[0])));
        assertThat(house.worklist().confirm(digest, Tier.T1, ADA, "read it")).isEmpty();
    }

    private String install(Path configuration, String... more) throws IOException, InterruptedException {
        var place = new GatewayProcess.Place(
                GovernedOpenClaw.installed(), folder.resolve("home"), configuration, 18_999, Map.of());
        var words = new java.util.ArrayList<>(java.util.List.of(
                "skills", "install", folder.resolve("source/notes").toString()));
        words.addAll(java.util.List.of(more));
        var out = folder.resolve("said");
        var process = place.openclaw(words.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readString(out);
    }
}
