package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.app.wiring.Installations;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.core.incident.evidence.BundleCheck;
import dev.bailiwick.core.incident.evidence.Manifest;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.evidence.BundleFile;
import dev.bailiwick.host.evidence.EvidenceUnreadable;
import dev.bailiwick.host.openclaw.OpenClawConfig;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final String SECRET = "sk-ant-api03-" + "Zx9Qw7Er5Ty3Ui1Op".repeat(3);

    @TempDir
    Path folder;

    private Path bundle = Path.of("");
    private DataFolder data = new DataFolder(Path.of("."));
    private SmallShop shop = new SmallShop(data);
    private JsonObject taken = JsonObject.EMPTY;
    private Path key = Path.of("");

    private JsonObject asked(String... words) {
        var ran = shop.asked("", words);
        assertThat(ran.code()).as(ran.text()).isZero();
        return ran.json();
    }

    /** A case with its bundle; the server is off again. */
    @BeforeEach
    void seal() throws IOException {
        shop = SmallShop.in(folder);
        data = shop.data();
        install();
        bundle = folder.resolve("desk.zip");
        try (var _ = House.open(Configuration.of(data).onFreePorts())) {
            String id = asked("incident", "contain", "desk", "--reason", "odd")
                    .string("case")
                    .orElseThrow();
            taken = asked("incident", "evidence", id, "--out", bundle.toString());
        }
        key = Files.writeString(
                folder.resolve("log.key"),
                Ran.line("audit", "keys", "--data", data.path().toString()).text());
    }

    private void install() throws IOException {
        var state = Files.createDirectories(folder.resolve("openclaw"));
        var configuration = state.resolve("openclaw.json");
        Files.writeString(configuration, "{\"channels\":{\"chat\":{\"token\":\"" + SECRET + "\"}}}");
        var workspace = Files.createDirectories(state.resolve("workspace/memory"));
        Files.writeString(workspace.resolveSibling("SOUL.md"), "You are the desk's helper.\n");
        Files.writeString(workspace.resolve("monday.md"), "The key is " + SECRET + ", do not lose it.\n");
        Files.writeString(workspace.resolve("..\u202Egnp"), "a name that lies\n");
        Files.createDirectories(state.resolve("skills/mail"));
        Files.writeString(state.resolve("skills/mail/SKILL.md"), "Read mail.\n");
        Files.writeString(state.resolve("other.txt"), "not shown\n");
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("passwd"), "somebody else's file\n");
        Files.createSymbolicLink(workspace.resolve("passwd"), elsewhere.resolve("passwd"));
        Files.createSymbolicLink(state.resolve("workspace-2"), elsewhere);
        new Installations(data)
                .put(
                        new AgentId("desk"),
                        new Installations.Installation(
                                new OpenClawConfig(
                                        URI.create("http://127.0.0.1:1"),
                                        state.resolve("credentials.json"),
                                        configuration,
                                        state.resolve("plugin"),
                                        Duration.ofSeconds(5),
                                        1),
                                Digest.of("shipped"),
                                state.resolve("token")));
    }

    private JsonObject verified(Path file) {
        var ran = Ran.line("evidence", "verify", file.toString(), "--key", key.toString(), "--output", "json");
        var report = Json.parseObject(ran.text());
        assertThat(ran.code()).isEqualTo(report.array("findings").size() == 0 ? 0 : 7);
        return report;
    }

    private List<String> findings(SortedMap<String, byte[]> files) throws IOException {
        var file = Files.write(folder.resolve("changed.zip"), BundleFile.bytes(files));
        return verified(file).array("findings").values().stream()
                .map(each -> ((JsonString) each).value())
                .toList();
    }

    private SortedMap<String, byte[]> files() {
        return new TreeMap<>(BundleFile.open(bundle).files());
    }

    @Test
    void a_sealed_bundle_is_proved_without_server_or_log() {
        var report = verified(bundle);

        assertThat(report.array("findings").values()).isEmpty();
        assertThat(report.string("case")).isEqualTo(taken.string("case"));
        assertThat(report.get("entriesProven")).isEqualTo(taken.get("entries"));
        assertThat(files().keySet())
                .contains(
                        "case.json",
                        "timeline.json",
                        "custody.json",
                        "approvals.json",
                        "not-collected.json",
                        "agents/desk/processes-now.json",
                        "agents/desk/state/openclaw.json",
                        "agents/desk/state/workspace/SOUL.md",
                        "agents/desk/state/workspace/memory/monday.md",
                        "agents/desk/state/skills/mail/SKILL.md");
    }

    @Test
    void no_secret_and_nothing_behind_a_link_is_in_it_and_the_digest_of_the_original_is() throws IOException {
        for (var each : files().entrySet())
            assertThat(new String(each.getValue(), StandardCharsets.UTF_8))
                    .as(each.getKey())
                    .doesNotContain(SECRET)
                    .doesNotContain("somebody else's file")
                    .doesNotContain("not shown");
        var memory = folder.resolve("openclaw/workspace/memory/monday.md");
        var manifest = Manifest.of(Json.parseObject(new String(files().get(Manifest.PATH), StandardCharsets.UTF_8)));
        assertThat(manifest.lines())
                .filteredOn(line -> line.path().endsWith("monday.md"))
                .singleElement()
                .satisfies(line -> assertThat(line.original()).contains(Digest.of(Files.readAllBytes(memory))));
        assertThat(new String(files().get("not-collected.json"), StandardCharsets.UTF_8))
                .contains("passwd: a link")
                .contains("workspace-2: a link");
    }

    @Test
    void the_custody_tells_who_had_it_made() {
        assertThat(new String(files().get("custody.json"), StandardCharsets.UTF_8))
                .contains("evidence-asked", "person:ada", "\"seal\"", "\"kill\"");
    }

    @Test
    void a_changed_a_missing_and_an_added_file_are_each_named() throws IOException {
        for (String path : files().keySet()) {
            var changed = files();
            byte[] bytes = Objects.requireNonNull(changed.get(path)).clone();
            bytes[bytes.length / 2] ^= 1;
            changed.put(path, bytes);
            assertThat(findings(changed)).as("changed %s", path).anyMatch(each -> each.contains(name(path)));

            var missing = files();
            missing.remove(path);
            assertThat(findings(missing)).as("missing %s", path).anyMatch(each -> each.contains(name(path)));
        }
        var added = files();
        added.put("agents/desk/alibi.txt", "was not me".getBytes(StandardCharsets.UTF_8));
        assertThat(findings(added)).containsExactly("added: agents/desk/alibi.txt");
    }

    /** A broken key history has no name of its own: the folder has. */
    private static String name(String path) {
        return path.startsWith("keys/") ? "keys" : path;
    }

    @Test
    void a_changed_byte_anywhere_in_the_file_is_found() throws IOException {
        byte[] whole = Files.readAllBytes(bundle);
        var keys = KeyHistory.of(VerifierKey.parse(Files.readString(key).strip()));
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            var file = Files.write(folder.resolve("flipped.zip"), bytes);
            assertThat(sound(file, keys)).as("seed %d, byte %d", seed, at).isFalse();
        }
    }

    private static boolean sound(Path file, KeyHistory keys) {
        try {
            var opened = BundleFile.open(file);
            return opened.finding().isEmpty()
                    && BundleCheck.of(opened.files(), keys).sound();
        } catch (EvidenceUnreadable _) {
            return false;
        }
    }

    @Test
    void another_logs_key_proves_nothing() throws IOException {
        var other = new DataFolder(folder.resolve("other"));
        other.make();
        Files.copy(data.organisation(), other.organisation());
        House.open(Configuration.of(other).onFreePorts()).close();
        Files.writeString(
                key,
                Ran.line("audit", "keys", "--data", other.path().toString()).text());

        assertThat(verified(bundle).array("findings").text()).contains("do not descend", "manifest.note");
    }

    @Test
    void the_same_files_always_make_the_same_bytes() {
        assertThat(BundleFile.bytes(Map.copyOf(files()))).isEqualTo(BundleFile.bytes(files()));
        assertThat(Optional.of(BundleFile.open(bundle).finding())).contains(Optional.empty());
    }
}
