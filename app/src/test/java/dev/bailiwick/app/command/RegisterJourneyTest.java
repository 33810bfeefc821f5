package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's way: fifteen integrations found, the reach of each seen, a sixteenth asked for, used, lapsed and refused. */
class RegisterJourneyTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final Actor.Human SAM = new Actor.Human(new PersonId("sam"), Actor.Channel.TERMINAL);
    private static final String OPENCLAW = """
            {"agents": {"entries": {"main": {}}},
             "channels": {"slack": {}, "discord": {}, "telegram": {}, "whatsapp": {}, "teams": {}},
             "mcp": {"servers": {"github": {"command": "github-mcp"}, "gitlab": {"command": "gitlab-mcp"},
               "hubspot": {"command": "hubspot-mcp"}, "salesforce": {"command": "salesforce-mcp"},
               "postgresql": {"command": "pg-mcp"}, "aws": {"command": "aws-mcp"},
               "kubernetes": {"command": "k8s-mcp"}, "notion": {"command": "notion-mcp"},
               "jira": {"command": "jira-mcp"}, "tickets": {"url": "https://tickets.corp.example/mcp"}}}}
            """;

    @TempDir
    Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());
    private DataFolder data = new DataFolder(Path.of("."));
    private int calls;

    @Test
    void fifteen_are_found_and_a_sixteenth_is_asked_for_used_and_lapses() throws Exception {
        data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "sam"
                register: required
                people:
                  - {id: kim, name: "Kim", functions: [], senders: ["demo:you"]}
                  - {id: bea, name: "Bea", functions: [business], account: "%s"}
                  - {id: ida, name: "Ida", functions: [it]}
                  - {id: sam, name: "Sam", functions: [security]}
                agents:
                  - {id: desk, operator: kim, description: "a test"}
                """.formatted(System.getProperty("user.name")));
        imported();
        try (var house = House.open(Configuration.of(data)
                        .onFreePorts()
                        .holding(Duration.ZERO)
                        .at(clock));
                var agent = new ScriptedAgent(house.agents(), house.issue(DESK, SAM))) {
            agent.start("Look up the payment.");
            assertThat(house.parts().ladder().move(DESK, Step.PILOT, SAM, "a test"))
                    .isEmpty();
            assertThat(read(agent).text()).contains("integration_not_approved");
            String id = requested();
            accept(house, "ida", id);
            assertThat(read(agent).text()).contains("integration_not_approved");
            accept(house, "sam", id);
            assertThat(read(agent).string("answer")).contains("permit");
            ahead.set(Duration.ofDays(31));
            assertThat(read(agent).text()).contains("integration_expired");
            ahead.set(Duration.ofDays(100));
            assertThat(bailiwick("accounts", "--export", "--csv", "cyberark").text())
                    .contains("disabled: dormant");
        }
    }

    /** What the configuration says becomes the register, and each of the fifteen has a reach. */
    private void imported() throws IOException {
        var config = folder.resolve("openclaw.json");
        Files.writeString(config, OPENCLAW);
        var found = Ran.line("register", "discover", config.toString(), "--register", "desk");
        var file = folder.resolve("register.yaml");
        Files.writeString(file, found.text());
        var kept = bailiwick("register", "import", file.toString(), "--output", "json");
        assertThat(kept.code()).as(found.text()).isZero();
        var credentials = new ArrayList<String>();
        kept.json().array("changes").values().stream()
                .map(each -> ((JsonObject) each).string("name").orElseThrow())
                .filter(name -> name.endsWith("-credential"))
                .forEach(credentials::add);
        assertThat(credentials).hasSize(15);
        for (var credential : credentials) {
            var reach = Ran.line("blast-radius", credential, "--register", file.toString(), "--output", "json");
            assertThat(reach.code()).isZero();
            assertThat(reach.text()).contains("\"score\"");
        }
    }

    /** Business asks, and so has spoken: two functions are left. */
    private String requested() {
        var until = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30);
        var asked = bailiwick(
                "integrations",
                "request",
                "stripe",
                "--agent",
                "desk",
                "--justification",
                "Support looks up double charges of the web shop; two colleagues do it by hand today",
                "--safeguard",
                "gate,rotation,egress",
                "--security",
                "sam",
                "--it",
                "ida",
                "--business",
                "bea",
                "--until",
                until.toString(),
                "--output",
                "json");
        assertThat(asked.code()).as(asked.text()).isZero();
        var integration = asked.json().object("integration").orElseThrow();
        var assessment = integration.object("assessment").orElseThrow();
        assertThat(assessment.array("reached").values()).isNotEmpty();
        assertThat(assessment.text()).contains("\"credentials\":16", "it could be split into the agents");
        return integration.string("id").orElseThrow();
    }

    private Ran bailiwick(String... words) {
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--data", data.path().toString()));
        return Ran.line(line.toArray(String[]::new));
    }

    private JsonObject read(ScriptedAgent agent) {
        var arguments = JsonObject.with("id", "pay-1").build();
        return agent.attempt("call" + ++calls, "payments.read", arguments);
    }

    private static void accept(House house, String person, String id) throws IOException, InterruptedException {
        try (var browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var link = house.signInLink(new PersonId(person)).orElseThrow();
            browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding());
            var form = HttpRequest.newBuilder(house.console().resolve("/integrations/" + id + "/accept"))
                    .header("Origin", house.console().resolve("/").toString().replaceAll("/$", ""))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("reason=looked+at"))
                    .build();
            var page = browser.send(form, BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        }
    }
}
