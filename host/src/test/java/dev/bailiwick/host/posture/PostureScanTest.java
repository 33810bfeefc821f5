package dev.bailiwick.host.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Inspection;
import dev.bailiwick.core.hardening.Observed;
import dev.bailiwick.core.hardening.Observed.RuntimeWords.Filter;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.hardening.artefact.Trace;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan before real parts: runc, the kernel's packet filter, processes. Each line taken out turns exactly its check red. */
class PostureScanTest {
    /** An account of every Debian that is nobody's. */
    private static final String ACCOUNT = "games";

    @TempDir
    private Path folder = Path.of("");

    private final Scanner scanner = new Scanner(InstantSource.system(), Optional::empty);
    private Path data = Path.of("");

    @BeforeEach
    void folders() {
        data = folder.resolve("data");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", data.toString());
    }

    private AgentProfile profile(String kind) {
        return AgentProfile.of(Json.parseObject("""
                {"version": 1, "name": "example", "revision": 1, "purpose": "an example", "tier": 2,
                 "account": {"name": "%1$s"},
                 "network": {"port": 1, "front": 8444, "vpn": ["10.8.0.0/24"], "admin": ["10.9.0.0/24"],
                             "local": ["8443"], "egress": [{"to": "10.1.2.3", "port": 443}]},
                 "files": {"config": "%2$s/config", "state": "%2$s/state", "workspace": "%2$s/workspace", "log": "%2$s/log",
                           "secrets": ["%2$s/secret"], "read": [], "write": []},
                 "programs": {"allowed": ["/usr/bin/cat"]}, "denied": ["mknod"],
                 "limits": {"memoryMiB": 128, "cpuPercent": 105, "processes": 64, "openFiles": 1024},
                 "deployment": {"kind": "%3$s", "program": "/usr/bin/sleep", "arguments": ["60"]},
                 "requirements": {"seccomp": "required", "landlock": "best-effort", "apparmor": "best-effort"}}
                """.formatted(ACCOUNT, data, kind)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-run.sh", "podman-run.sh", "compose.yaml", "kubernetes.yaml"})
    void a_container_as_rendered_passes_and_each_line_taken_out_turns_exactly_its_check_red(String file)
            throws Exception {
        root();
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/runc")), "runc is not installed");
        mountData();
        var profile = profile(
                file.substring(0, file.indexOf(file.contains("-") ? '-' : '.')).replace("compose", "docker"));
        var artefact = Artefacts.of(profile).file(file);
        var results = scan(file, artefact.text(), profile);
        var whole = openOf(results);
        assertThat(whole)
                .as(result(results, Check.CTR_05).toString())
                .doesNotContain(Check.ACC_01, Check.CAP_01, Check.CAP_02, Check.CAP_03, Check.CTR_02, Check.CTR_03)
                .doesNotContain(Check.CTR_04, Check.CTR_05, Check.CTR_06, Check.CTR_07, Check.CTR_08, Check.EXE_03);
        for (var mutation : ContainerWords.mutations(file).entrySet()) {
            assertThat(artefact.text()).as(file).contains(mutation.getKey());
            var red = openOf(scan(file, mutation.getValue().without(artefact.text()), profile));
            red.removeAll(whole);
            assertThat(red)
                    .as(file + ": " + mutation.getKey())
                    .isEqualTo(mutation.getValue().red());
        }
    }

    /** Whatever a file is for: a line less is another file, and the one finding names it. */
    @Test
    void of_every_rendered_file_each_line_taken_out_is_drift_that_names_the_file() throws Exception {
        var artefacts = Artefacts.of(profile("systemd"));
        var rendered = Files.createDirectories(folder.resolve("rendered"));
        for (var file : artefacts.files()) Files.writeString(rendered.resolve(file.name()), file.text());
        var places = new Watched(
                Optional.empty(), Optional.empty(), Optional.of(new HostPath(rendered.toString())), Map.of());
        var all = List.of(
                new Result(Check.ART_01, Standing.UNKNOWN, "", ""), new Result(Check.CAP_02, Standing.PASS, "", ""));
        assertThat(new Trace(artefacts, RenderedCopies.of(artefacts, places)).over(all))
                .noneMatch(Result::open);
        for (var file : artefacts.files()) {
            var lines = file.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                var without = new ArrayList<>(lines);
                without.remove(i);
                Files.writeString(rendered.resolve(file.name()), String.join("\n", without) + "\n");
                var seen = new Trace(artefacts, RenderedCopies.of(artefacts, places)).over(all);
                assertThat(seen).filteredOn(Result::open).singleElement().satisfies(each -> {
                    assertThat(each.check()).isEqualTo(Check.ART_01);
                    assertThat(each.because()).isEqualTo("changed after rendering: " + file.name());
                });
            }
            Files.writeString(rendered.resolve(file.name()), file.text());
        }
    }

    /** With {@code -Dbailiwick.scans=FOLDER} what was seen of a bare and a hardened container is left there, for the pages' pictures. */
    @Test
    void a_bare_container_fails_where_a_hardened_one_passes() throws Exception {
        root();
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/runc")), "runc is not installed");
        mountData();
        var profile = profile("docker");
        var script = Artefacts.of(profile).file("docker-run.sh").text();
        var bare = scan(
                "docker-run.sh",
                Pattern.compile("(?m)^  --(?:user|read-only|cap-drop|security-opt|memory|cpus|pids-limit).*\n")
                        .matcher(script.replace(",readonly", ""))
                        .replaceAll(""),
                profile);
        var hardened = scan("docker-run.sh", script, profile);
        for (var check : List.of(Check.ACC_01, Check.CAP_01, Check.CAP_02, Check.CAP_03, Check.CTR_02, Check.CTR_04)) {
            assertThat(result(bare, check).standing()).as(check.id()).isEqualTo(Standing.FAIL);
            assertThat(result(hardened, check).standing()).as(check.id()).isEqualTo(Standing.PASS);
        }
        leave("bare-container", bare, profile);
        leave("hardened-container", hardened, profile);
        leave("debian-host", Inspection.of(scanner.host(Optional.of(profile)), Optional.of(profile)), profile);
    }

    private void leave(String name, List<Result> results, AgentProfile profile) throws IOException {
        var scans = System.getProperty("bailiwick.scans");
        if (scans == null) return;
        var rendered = Files.createDirectories(folder.resolve("rendered"));
        var artefacts = Artefacts.of(profile);
        for (var file : artefacts.files()) Files.writeString(rendered.resolve(file.name()), file.text());
        var places = new Watched(
                Optional.empty(), Optional.empty(), Optional.of(new HostPath(rendered.toString())), Map.of());
        var posture = new Posture(new Trace(artefacts, RenderedCopies.of(artefacts, places)).over(results));
        var text = posture.json().text().replace(data.toString(), "/srv/openclaw");
        Files.writeString(Files.createDirectories(Path.of(scans)).resolve(name + ".json"), text);
    }

    /** Where what is written cannot be run: a bind mount keeps that of the file system it comes from. */
    private void mountData() throws Exception {
        Files.createDirectory(data);
        run("mount", "-t", "tmpfs", "-o", "noexec,nosuid,nodev,size=1m,mode=755", "tmpfs", data.toString());
        for (var name : List.of("config", "state", "workspace", "log")) Files.createDirectory(data.resolve(name));
    }

    private List<Result> scan(String file, String text, AgentProfile profile) throws Exception {
        var id = "bailiwick-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        var bundle = Files.createTempDirectory(folder, "bundle");
        var root = Files.createDirectory(bundle.resolve("root"));
        for (var name : List.of("proc", "dev", "tmp", "usr")) Files.createDirectory(root.resolve(name));
        for (var name : List.of("bin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(name), Path.of("usr", name));
        }
        Files.createDirectories(root.resolve(data.toString().substring(1)));
        for (var name : List.of("config", "state", "workspace")) {
            Files.createDirectories(root.resolve(data.resolve(name).toString().substring(1)));
        }
        var seccomp = Artefacts.of(profile).file("seccomp.json").text();
        Files.writeString(
                bundle.resolve("config.json"),
                new HardenedContainer(ContainerWords.of(file, text), seccomp)
                        .bundle(5)
                        .text());
        var said = run("runc", "run", "--detach", "--bundle", bundle.toString(), id);
        try {
            assertThat(said).isEmpty();
            awaitProgram(id);
            return Inspection.of(scanner.container(id, Optional.of(profile)), Optional.of(profile));
        } finally {
            run("runc", "delete", "--force", id);
        }
    }

    /** runc returns while its own process is still becoming the program. */
    private static void awaitProgram(String id) throws Exception {
        long pid = Containers.find(id, Optional.empty()).orElseThrow().pid();
        var name = Path.of("/proc/" + pid + "/comm");
        for (int i = 0; i < 500 && !Files.readString(name).equals("sleep\n"); i++) Thread.sleep(10);
        assertThat(name).hasContent("sleep");
    }

    @Test
    void the_filter_as_rendered_passes_and_each_line_taken_out_turns_exactly_its_check_red() throws Exception {
        root();
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nft")), "nftables is not installed");
        var profile = profile("systemd");
        var artefact = Artefacts.of(profile).file("nftables.nft");
        var whole = openOf(filtered(artefact.text(), profile));
        var network = EnumSet.of(Check.NET_03, Check.NET_04, Check.NET_05, Check.NET_06, Check.NET_07, Check.NET_08);
        assertThat(whole).doesNotContainAnyElementsOf(network);
        var lines = artefact.text().lines().toList();
        for (var place : Set.copyOf(artefact.lines().values())) {
            var without = new ArrayList<>(lines);
            without.remove(place - 1);
            var red = EnumSet.copyOf(openOf(filtered(String.join("\n", without) + "\n", profile)));
            red.removeAll(whole);
            var expected = EnumSet.noneOf(Check.class);
            artefact.lines().forEach((check, line) -> {
                if (line.equals(place)) expected.add(check);
            });
            assertThat(red).as(lines.get(place - 1)).isEqualTo(expected);
        }
    }

    private List<Result> filtered(String rules, AgentProfile profile) throws Exception {
        var file = Files.writeString(folder.resolve("rules.nft"), rules);
        var said = run("unshare", "-n", "sh", "-c", "nft -f \"$1\" && nft -j list ruleset", "sh", file.toString());
        var seen = scanner.host(Optional.of(profile));
        var observed = new Observed(
                List.of(),
                seen.account(),
                seen.files(),
                Optional.empty(),
                Optional.of(Json.parseObject(said)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                seen.kernel());
        return Inspection.of(observed, Optional.of(profile));
    }

    @Test
    void a_listener_beyond_loopback_is_quoted_with_its_process() throws Exception {
        try (var _ = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(listening().standing()).isEqualTo(Standing.PASS);
            try (var open = new ServerSocket(0)) {
                assertThat(listening().standing()).isEqualTo(Standing.FAIL);
                assertThat(listening().because())
                        .contains(" port " + open.getLocalPort())
                        .contains("(process " + ProcessHandle.current().pid() + ")");
            }
        }
    }

    private Result listening() {
        var us = scanner.process(ProcessHandle.current().pid(), Optional.empty());
        return result(Inspection.of(us, Optional.empty()), Check.NET_01);
    }

    @Test
    void a_secret_in_the_environment_is_named_and_never_printed() throws Exception {
        var builder = new ProcessBuilder("sleep", "60");
        var secret = "ghp_" + "a1".repeat(18);
        builder.environment().put("DEPLOY", secret);
        var process = builder.start();
        try {
            var observed = scanner.process(process.pid(), Optional.empty());
            var result = result(Inspection.of(observed, Optional.empty()), Check.SEC_02);
            assertThat(result.standing()).isEqualTo(Standing.FAIL);
            assertThat(result.because()).contains("DEPLOY").doesNotContain(secret);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_process_that_is_gone_is_unknown_and_nothing_else() throws Exception {
        var process = new ProcessBuilder("true").start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        var results = Inspection.of(scanner.process(process.pid(), Optional.empty()), Optional.empty());
        for (var check : List.of(Check.ACC_01, Check.CAP_01, Check.CAP_02, Check.CAP_03, Check.NET_01, Check.CTR_02)) {
            assertThat(result(results, check).standing()).as(check.id()).isEqualTo(Standing.UNKNOWN);
        }
    }

    @Test
    void a_secret_file_open_to_others_is_red_and_closed_is_green() throws Exception {
        root();
        mountData();
        var secret = Files.writeString(data.resolve("secret"), "x");
        run("chmod", "0640", secret.toString());
        assertThat(secretFile().because()).contains("its mode is 640");
        run("chmod", "0600", secret.toString());
        assertThat(secretFile().standing()).isEqualTo(Standing.PASS);
        Files.createLink(data.resolve("second"), secret);
        assertThat(secretFile().because()).contains("it has 2 names");
    }

    /** As the kernel keeps it: owner rw, account 5 r, group nothing, mask r, others nothing. */
    private static final String LIST = "import os,struct,sys; os.setxattr(sys.argv[1], 'system.posix_acl_access', "
            + "struct.pack('<I', 2) + b''.join(struct.pack('<HHI', *e) for e in "
            + "[(1,6,0xffffffff),(2,4,5),(4,0,0xffffffff),(16,4,0xffffffff),(32,0,0xffffffff)]))";

    @Test
    void mode_list_and_second_name_of_a_secret_file_are_findings_of_their_own() throws Exception {
        root();
        mountData();
        var secret = Files.writeString(data.resolve("secret"), "x");
        run("chmod", "0600", secret.toString());
        run("python3", "-c", LIST, secret.toString());
        Files.createLink(data.resolve("second"), secret);
        run("chown", "daemon", secret.toString());
        run("chmod", "0777", data.toString());
        assertThat(secretFile().because())
                .contains("an access control list names others")
                .contains("it has 2 names")
                .contains("it belongs to account 1")
                .contains("others may write its folder");
    }

    @Test
    void a_secret_file_below_a_folder_that_others_write_or_a_link_is_red() throws Exception {
        var open = Files.createDirectories(data.resolve("open/inner"));
        Files.setPosixFilePermissions(data.resolve("open"), PosixFilePermissions.fromString("rwxrwxrwx"));
        var secret = Files.writeString(open.resolve("secret"), "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        long own = (int) Files.getAttribute(secret, "unix:uid");
        assertThat(new SecretFile(secret, own).complaints())
                .contains("others may write " + data.resolve("open") + " above it");
        var link = Files.createSymbolicLink(data.resolve("link"), open);
        assertThat(new SecretFile(link.resolve("secret"), own).complaints())
                .contains("a folder above it is a symbolic link");
        assertThat(new SecretFile(link, own).complaints()).containsExactly("it is a symbolic link");
        assertThat(new SecretFile(open, own).complaints()).containsExactly("it is no file");
    }

    private Result secretFile() {
        var profile = Optional.of(profile("systemd"));
        return result(Inspection.of(scanner.host(profile), profile), Check.SEC_01);
    }

    @Test
    void a_scan_that_saw_nothing_is_not_compliant() {
        var nothing = new Observed(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Observed.Kernel(Optional.empty(), false, Map.of()));
        var posture = new Posture(Inspection.of(nothing, Optional.empty()));
        assertThat(posture.obstacle()).isPresent();
        assertThat(posture.results()).noneMatch(each -> each.standing() == Standing.PASS);
    }

    @Test
    void only_the_rendered_filter_is_taken_for_it_whole_or_by_path() throws Exception {
        var profile = Optional.of(profile("docker"));
        var rendered = Artefacts.of(profile.orElseThrow()).file("seccomp.json").text();
        var file = Files.writeString(folder.resolve("seccomp.json"), rendered);
        for (var option : List.of("seccomp=" + rendered, "seccomp=" + file)) {
            assertThat(FilterInForce.of(JsonArray.ofStrings(List.of("no-new-privileges", option)), profile))
                    .contains(Filter.RENDERED);
        }
        Files.writeString(
                file, rendered.replace("\"mount\"", "\"mounted\"").replaceFirst("SCMP_ACT_ERRNO", "SCMP_ACT_ALLOW"));
        assertThat(FilterInForce.of(JsonArray.ofStrings(List.of("seccomp=" + file)), profile))
                .contains(Filter.ANOTHER);
        assertThat(FilterInForce.of(JsonArray.EMPTY, profile)).contains(Filter.ANOTHER);
        assertThat(FilterInForce.of(JsonArray.ofStrings(List.of("seccomp=unconfined")), profile))
                .contains(Filter.NONE);
    }

    @Test
    void a_runtime_that_lies_about_its_root_is_contradicted_by_the_kernel() {
        var us = scanner.process(ProcessHandle.current().pid(), Optional.empty());
        var lie = new Observed.RuntimeWords(
                "docker",
                false,
                Optional.of(true),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        var observed = new Observed(
                us.processes(),
                us.account(),
                us.files(),
                Optional.of(lie),
                us.firewall(),
                us.openclaw(),
                us.service(),
                us.reachable(),
                us.landlock(),
                us.kernel());
        var result = result(Inspection.of(observed, Optional.empty()), Check.CTR_02);
        assertThat(result.because()).contains("the runtime says").contains("the kernel says");
        assertThat(result.standing()).isEqualTo(Standing.FAIL);
    }

    private static Result result(List<Result> results, Check check) {
        return results.stream()
                .filter(each -> each.check() == check)
                .findFirst()
                .orElseThrow();
    }

    private static EnumSet<Check> openOf(List<Result> results) {
        var open = EnumSet.noneOf(Check.class);
        results.stream().filter(Result::open).map(Result::check).forEach(open::add);
        return open;
    }

    private static void root() {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    }

    /** What it prints, on either stream; a detached container keeps neither. */
    private String run(String... command) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "said", ".txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
