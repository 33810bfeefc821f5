package dev.bailiwick.acceptance.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Inspection;
import dev.bailiwick.core.hardening.Observed;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rendered files on a live machine, each of their lines taken out in turn: what turns red is what the line was there for. */
@Tag("long")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class EachLineTest {
    /** Lines whose loss loosens nothing: what runs and where, what it may have beyond a denial, and what systemd does anyway. */
    private static final Set<String> LOOSENS_NOTHING = Set.of(
            "ExecStart",
            "Environment",
            "WorkingDirectory",
            "Restart",
            "ReadWritePaths",
            "IPAddressAllow",
            "KillMode=control-group",
            "KeyringMode=private",
            "AmbientCapabilities=");

    @TempDir
    private Path folder = Path.of("");

    private final AgentProfile profile = AgentProfile.of(Json.parseObject(WholeGateTest.PROFILE));
    private final Artefacts artefacts = Artefacts.of(profile);

    @BeforeEach
    void render() throws IOException {
        var rendered = Files.createDirectory(folder.resolve("rendered"));
        for (var file : artefacts.files()) Files.writeString(rendered.resolve(file.name()), file.text());
        Files.writeString(folder.resolve("profile.json"), WholeGateTest.PROFILE);
        Files.writeString(folder.resolve("listing.txt"), "/srv/reports\n");
        Files.writeString(
                folder.resolve("java.options"),
                "-XX:TieredStopAtLevel=1\n--enable-native-access=ALL-UNNAMED\n-cp\n"
                        + System.getProperty("java.class.path"));
        BootedMachine.resource(folder, "harden.sh");
    }

    @Test
    void each_line_that_confines_the_service_is_missed_in_systemds_own_values_when_it_is_gone() throws Exception {
        try (var machine = BootedMachine.in(folder)) {
            assertThat(machine.run("sh", "/mnt/harden.sh")).isEmpty();
            var unit = artefacts.file("openclaw.service").text();
            assertThat(service(machine, unit)).doesNotContain(Check.SVC_01);
            Set<String> unnoticed = new TreeSet<>();
            for (var line : unit.substring(unit.indexOf("[Service]") + 10, unit.indexOf("[Install]"))
                    .lines()
                    .filter(each -> !each.isBlank())
                    .toList()) {
                if (!service(machine, unit.replace(line + "\n", "")).contains(Check.SVC_01)) unnoticed.add(line);
            }
            assertThat(unnoticed)
                    .allMatch(line -> LOOSENS_NOTHING.contains(line)
                            || LOOSENS_NOTHING.contains(line.substring(0, line.indexOf('='))));
        }
    }

    private Set<Check> service(BootedMachine machine, String unit) throws IOException, InterruptedException {
        put(machine, "openclaw.service", unit, "/etc/systemd/system/openclaw.service");
        machine.run("systemctl", "daemon-reload");
        Map<String, String> values = new HashMap<>();
        machine.run("systemctl", "show", "openclaw.service").lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) values.put(line.substring(0, equals), line.substring(equals + 1));
        });
        var observed = new Observed(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(values),
                Optional.empty(),
                Optional.empty(),
                new Observed.Kernel(Optional.empty(), true, Map.of()));
        return open(Inspection.of(observed, Optional.of(profile)));
    }

    @Test
    void the_kernel_shows_what_a_service_without_one_of_its_lines_may_do() throws Exception {
        Map<String, Set<Check>> expected = new LinkedHashMap<>();
        // a writable root holds mounts nobody named; capabilities and root count in the exposure as well
        expected.put("ProtectSystem=strict", Set.of(Check.CTR_02, Check.CTR_07, Check.SVC_01));
        expected.put("CapabilityBoundingSet=", Set.of(Check.CAP_01, Check.SVC_01, Check.SVC_03));
        expected.put("NoExecPaths=/var/lib/openclaw/workspace", Set.of(Check.EXE_03, Check.SVC_01));
        expected.put("ReadOnlyPaths=/etc/openclaw", Set.of(Check.SVC_01));
        expected.put("User=openclaw-reporting", Set.of(Check.ACC_01, Check.SVC_01, Check.SVC_03));
        try (var machine = BootedMachine.in(folder)) {
            assertThat(machine.run("sh", "/mnt/harden.sh")).isEmpty();
            var unit = artefacts.file("openclaw.service").text();
            var whole = running(machine, unit);
            Map<String, Set<Check>> seen = new LinkedHashMap<>();
            for (var line : expected.keySet()) {
                assertThat(unit).contains(line + "\n");
                var red = running(machine, unit.replace(line + "\n", ""));
                red.removeAll(whole);
                seen.put(line, red);
            }
            assertThat(seen).isEqualTo(expected);
        }
    }

    private EnumSet<Check> running(BootedMachine machine, String unit) throws IOException, InterruptedException {
        put(machine, "openclaw.service", unit, "/etc/systemd/system/openclaw.service");
        machine.run("systemctl", "daemon-reload");
        assertThat(machine.run("systemctl", "restart", "openclaw.service")).isEmpty();
        var pid = machine.run("systemctl", "show", "-p", "MainPID", "--value", "openclaw.service");
        return scan(machine, "--pid " + pid.strip());
    }

    /** A machine that somebody else set up before, carelessly; the script puts it right, and one line less leaves one thing wrong. */
    @Test
    void the_account_script_puts_a_careless_machine_right_and_each_line_less_leaves_its_own_check_red()
            throws Exception {
        Map<String, Set<Check>> expected = new LinkedHashMap<>();
        expected.put("usermod --home /nonexistent", Set.of(Check.ACC_02));
        expected.put("usermod --groups ''", Set.of(Check.ACC_03));
        expected.put("folder root:openclaw-reporting 0750 /etc/openclaw", Set.of(Check.ACC_04));
        expected.put("folder root:root 0700 /var/log/openclaw", Set.of(Check.LOG_01));
        expected.put("chmod 0600 \"$root/etc/openclaw-secret\"", Set.of(Check.SEC_01));
        try (var machine = BootedMachine.in(folder)) {
            var script = artefacts.file("account.sh").text();
            var whole = prepared(machine, script);
            assertThat(whole).doesNotContain(Check.ACC_02, Check.ACC_03, Check.ACC_04, Check.LOG_01, Check.SEC_01);
            Map<String, Set<Check>> seen = new LinkedHashMap<>();
            for (var line : expected.keySet()) {
                var kept = script.lines()
                        .map(each -> each.contains(line) ? ":" : each)
                        .toList();
                assertThat(kept).as(line).contains(":");
                var red = prepared(machine, String.join("\n", kept) + "\n");
                red.removeAll(whole);
                seen.put(line, red);
            }
            assertThat(seen).isEqualTo(expected);
        }
    }

    private EnumSet<Check> prepared(BootedMachine machine, String script) throws IOException, InterruptedException {
        assertThat(machine.run("sh", "-c", """
            userdel openclaw-reporting 2>/dev/null; groupadd -f docker
            rm -rf /etc/openclaw /var/log/openclaw /var/lib/openclaw /etc/openclaw-secret
            useradd --shell /bin/bash --groups docker openclaw-reporting 2>&1
            mkdir -p /etc/openclaw /var/log/openclaw && echo x >/etc/openclaw-secret && chmod 644 /etc/openclaw-secret
            chown openclaw-reporting /etc/openclaw /var/log/openclaw
            """)).isEmpty();
        put(machine, "account.sh", script, "/root/account.sh");
        assertThat(machine.run("sh", "/root/account.sh")).isEmpty();
        return scan(machine, "--host");
    }

    private void put(BootedMachine machine, String name, String text, String to)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve(name), text);
        assertThat(machine.run("cp", "/mnt/" + name, to)).isEmpty();
    }

    private static EnumSet<Check> scan(BootedMachine machine, String what) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        machine.run(
                "sh",
                "-c",
                "exec \"$0\" @/mnt/java.options dev.bailiwick.app.Main posture scan " + what
                        + " --profile /mnt/profile.json --backup /mnt/listing.txt --output json >/mnt/scan.json"
                        + " 2>/mnt/scan.err",
                java);
        return open(new ArrayList<>(Posture.of(Json.parseObject(machine.run("cat", "/mnt/scan.json")))
                .results()));
    }

    private static EnumSet<Check> open(List<Result> results) {
        var open = EnumSet.noneOf(Check.class);
        results.stream().filter(Result::open).map(Result::check).forEach(open::add);
        return open;
    }
}
