package dev.bailiwick.acceptance.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One machine through the whole gate: rendered, hardened under a live systemd, scanned, opened, broken, held back, mended. */
@Tag("long")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class WholeGateTest {
    private static final AgentId AGENT = new AgentId("reporting");
    private static final Set<Check> SERVICE = EnumSet.of(Check.SVC_01, Check.SVC_02, Check.SVC_03, Check.SVC_04);
    static final String PROFILE = """
        {"version": 1, "name": "reporting", "revision": 1, "purpose": "a test", "tier": 2,
         "account": {"name": "openclaw-reporting"},
         "network": {"port": 18789, "front": 8444, "vpn": ["10.8.0.0/24"], "admin": ["10.9.0.0/24"], "local": ["7430"],
                     "egress": [{"to": "10.1.2.3", "port": 443}]},
         "files": {"config": "/etc/openclaw", "state": "/var/lib/openclaw/state", "workspace": "/var/lib/openclaw/workspace",
                   "log": "/var/log/openclaw", "secrets": ["/etc/openclaw-secret"], "read": [], "write": []},
         "programs": {"allowed": ["/usr/bin/cat", "/usr/bin/sort"]}, "denied": [],
         "limits": {"memoryMiB": 256, "cpuPercent": 100, "processes": 64, "openFiles": 256},
         "deployment": {"kind": "systemd", "program": "/usr/bin/sleep", "arguments": ["infinity"]},
         "requirements": {"seccomp": "required", "landlock": "best-effort", "apparmor": "best-effort"}}
        """;

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void an_agent_is_let_into_production_by_its_machine_and_held_back_when_the_machine_is_weakened() throws Exception {
        var profile = AgentProfile.of(Json.parseObject(PROFILE));
        var rendered = Files.createDirectory(folder.resolve("rendered"));
        for (var file : Artefacts.of(profile).files()) Files.writeString(rendered.resolve(file.name()), file.text());
        Files.writeString(folder.resolve("profile.json"), PROFILE);
        Files.writeString(folder.resolve("listing.txt"), "/srv/reports\n");
        Files.writeString(
                folder.resolve("java.options"),
                "-XX:TieredStopAtLevel=1\n--enable-native-access=ALL-UNNAMED\n-cp\n"
                        + System.getProperty("java.class.path"));
        BootedMachine.resource(folder, "harden.sh");
        try (var house = house();
                var machine = BootedMachine.in(folder)) {
            assertThat(machine.run("sh", "/mnt/harden.sh")).isEmpty();
            assertThat(house.parts().ladder().move(AGENT, Step.PILOT, person("sam"), "test"))
                    .isEmpty();
            assertThat(opened(house)).contains("nobody has looked at its machine");

            var whole = scan(machine);
            assertThat(whole.results())
                    .filteredOn(each -> SERVICE.contains(each.check()))
                    .allSatisfy(each ->
                            assertThat(each.standing()).as(each.toString()).isEqualTo(Standing.PASS));
            report(house, whole);
            assertThat(opened(house)).isEmpty();
            awaitWrite(house, "permit");

            machine.run("mkdir", "/etc/systemd/system/openclaw.service.d");
            machine.run(
                    "sh",
                    "-c",
                    "printf '[Service]\\nProtectSystem=no\\n' >/etc/systemd/system/openclaw.service.d/loose.conf");
            restart(machine);
            var weakened = scan(machine);
            assertThat(open(weakened)).contains(Check.SVC_01, Check.SVC_02, Check.CTR_02);
            report(house, weakened);
            awaitWrite(house, "baseline_not_met");

            machine.run("rm", "-r", "/etc/systemd/system/openclaw.service.d");
            restart(machine);
            report(house, scan(machine));
            awaitWrite(house, "permit");
        }
    }

    private House house() throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
            version: 1
            contact: "sam"
            people:
              - {id: bea, name: "Bea", functions: [business]}
              - {id: ida, name: "Ida", functions: [it]}
              - {id: ivo, name: "Ivo", functions: [it]}
              - {id: sam, name: "Sam", functions: [security]}
            agents:
              - {id: reporting, operator: ida, description: "a test", account: "openclaw-reporting"}
            """);
        // control groups of the first version, one hierarchy each, are no place for systemd's processor quota
        Files.writeString(data.posture(), """
            version: 1
            suppressions:
              - {check: CTR-04, owner: ivo, reason: "processors: this kernel's old control groups", until: 2099-01-01}
            """);
        return House.open(Configuration.of(data).onFreePorts());
    }

    private static Actor.Human person(String id) {
        return new Actor.Human(new PersonId(id), Actor.Channel.TERMINAL);
    }

    private static String opened(House house) {
        return house.parts()
                .ladder()
                .move(AGENT, Step.PRODUCTION, person("sam"), "test")
                .orElse("");
    }

    private static void restart(BootedMachine machine) throws IOException, InterruptedException {
        machine.run("systemctl", "daemon-reload");
        assertThat(machine.run("systemctl", "restart", "openclaw.service")).isEmpty();
    }

    private static Posture scan(BootedMachine machine) throws IOException, InterruptedException {
        var pid = machine.run("systemctl", "show", "-p", "MainPID", "--value", "openclaw.service")
                .strip();
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        machine.run(
                "sh",
                "-c",
                "exec \"$0\" @/mnt/java.options dev.bailiwick.app.Main posture scan --pid " + pid
                        + " --profile /mnt/profile.json --backup /mnt/listing.txt --output json >/mnt/scan.json"
                        + " 2>/mnt/scan.err",
                java);
        return Posture.of(Json.parseObject(machine.run("cat", "/mnt/scan.json")));
    }

    private static Set<Check> open(Posture posture) {
        var open = EnumSet.noneOf(Check.class);
        posture.results().stream().filter(Result::open).map(Result::check).forEach(open::add);
        return open;
    }

    private static void report(House house, Posture posture) {
        assertThat(house.parts().posture().report(AGENT, posture, "reporting", person("sam")))
                .isEmpty();
    }

    /** What becomes of a write into the workspace (T2), once the house has weighed the machine again. */
    private void awaitWrite(House house, String wanted) throws IOException, InterruptedException {
        var ask = house.issue(AGENT, person("ida")).get(Use.ASK);
        var said = "";
        for (int i = 0; i < 200 && !said.contains(wanted); i++, Thread.sleep(100))
            said = write(house, String.valueOf(ask));
        assertThat(said).contains(wanted);
    }

    private String write(House house, String ask) throws IOException, InterruptedException {
        var body = JsonObject.with("session", "s")
                .and("tool", "write")
                .and(
                        "arguments",
                        JsonObject.with("path", "a.txt").and("content", "x").build())
                .and("origin", JsonObject.with("kind", "unknown").build())
                .build();
        var request = HttpRequest.newBuilder(house.agents().resolve("/openclaw/v1/decide"))
                .header("Authorization", "Bearer " + ask)
                .POST(HttpRequest.BodyPublishers.ofString(body.text()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
