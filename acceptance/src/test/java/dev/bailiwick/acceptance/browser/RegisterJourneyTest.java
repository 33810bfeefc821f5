package dev.bailiwick.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.acceptance.incident.CommandLine;
import dev.bailiwick.app.command.Bailiwick;
import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.support.ui.Select;

/** The README's paragraph on the register, as somebody who has never seen it does it: three commands, then the console. */
class RegisterJourneyTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final Actor.Human SAM = new Actor.Human(new PersonId("sam"), Actor.Channel.TERMINAL);
    private static final List<String> FIFTEEN = List.of(
            "slack",
            "discord",
            "telegram",
            "whatsapp",
            "teams",
            "github",
            "gitlab",
            "hubspot",
            "salesforce",
            "postgresql",
            "aws",
            "kubernetes",
            "notion",
            "jira",
            "tickets");
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
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());
    private int calls;

    @Test
    void fifteen_come_in_and_a_sixteenth_is_asked_for_approved_by_two_functions_used_and_refused_after_its_last_day()
            throws IOException {
        var data = organisation();
        imported(data);
        try (var house = House.open(Configuration.of(data)
                        .onFreePorts()
                        .holding(Duration.ZERO)
                        .at(clock));
                var agent = new ScriptedAgent(house.agents(), house.issue(DESK, SAM));
                var chromium = Chromium.open()) {
            agent.start("Look up the payment.");
            assertThat(house.parts().ladder().move(DESK, Step.PILOT, SAM, "a test"))
                    .isEmpty();
            assertThat(read(agent)).contains("integration_not_approved");

            signIn(chromium, house, "bea");
            seesHowFarEachReaches(chromium, house);
            var page = asksForStripe(chromium, house);
            for (var owner : List.of("ida", "sam")) {
                assertThat(read(agent)).contains("integration_not_approved");
                accepts(chromium, house, owner, page);
            }
            assertThat(read(agent)).contains("\"answer\":\"permit\"");

            ahead.set(Duration.ofDays(31));
            assertThat(read(agent)).contains("integration_expired");
            signIn(chromium, house, "bea");
            chromium.open(page);
            assertThat(chromium.text(".facts")).contains("expired");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private DataFolder organisation() throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "sam"
                register: required
                people:
                  - {id: kim, name: "Kim", functions: [], senders: ["demo:you"]}
                  - {id: bea, name: "Bea", functions: [business]}
                  - {id: ida, name: "Ida", functions: [it]}
                  - {id: sam, name: "Sam", functions: [security]}
                agents:
                  - {id: desk, operator: kim, description: "a test"}
                """);
        return data;
    }

    private void imported(DataFolder data) throws IOException {
        var config = Files.writeString(folder.resolve("openclaw.json"), OPENCLAW);
        var register = Files.writeString(
                folder.resolve("register.yaml"),
                printed("register", "discover", config.toString(), "--register", "desk"));
        new CommandLine(data.path()).asked("register", "import", register.toString());
    }

    private static String printed(String... words) {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(Bailiwick.run(words)).isZero();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void signIn(Chromium chromium, House house, String person) {
        chromium.open(house.signInLink(new PersonId(person)).orElseThrow().toString());
        chromium.until(() -> !chromium.run("return location.pathname").equals("/sign-in"));
        chromium.untilLive();
    }

    /** Each is chosen from the list, and the page says what it leads to. */
    private static void seesHowFarEachReaches(Chromium chromium, House house) {
        for (var system : FIFTEEN) {
            chromium.open(at(house, "/blast-radius"));
            new Select(chromium.find("select[name=of]")).selectByValue(system);
            chromium.find("form.from button").click();
            chromium.until(() -> chromium.run("return location.search").equals("?of=" + system));
            assertThat(chromium.all("main tbody tr")).as(system).isNotEmpty();
            assertThat(chromium.all(".graph .node")).as(system).isNotEmpty();
        }
    }

    /** Business asks, and so has spoken: two functions are left. Returns the request's page. */
    private String asksForStripe(Chromium chromium, House house) {
        chromium.open(at(house, "/integrations/new?system=stripe&agent=desk"));
        assertThat(chromium.find("input[name=permissions]").getDomProperty("value"))
                .contains("charges:read");
        chromium.find("textarea[name=justification]")
                .sendKeys("Support looks up double charges of the web shop; two colleagues do it by hand today");
        for (var safeguard : List.of("gate", "rotation", "egress"))
            chromium.find("input[name=safeguard-" + safeguard + "]").click();
        Map.of("security", "sam", "it", "ida", "business", "bea")
                .forEach((function, person) ->
                        new Select(chromium.find("select[name=" + function + "]")).selectByValue(person));
        var until = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30);
        chromium.run("document.querySelector('input[name=until]').value = '" + until + "'");
        chromium.find("form.stacked button").click();
        chromium.until(() -> chromium.shows("What it would change"));
        assertThat(chromium.text("main"))
                .containsPattern("\\d+ before, \\d+ after")
                .contains("it could be split");
        chromium.find("form.stacked button[formaction]").click();
        chromium.until(() -> chromium.shows("stripe for agent desk"));
        return String.valueOf(chromium.run("return location.href"));
    }

    private static void accepts(Chromium chromium, House house, String owner, String page) {
        signIn(chromium, house, owner);
        chromium.open(at(house, "/integrations"));
        assertThat(chromium.text(".cards")).contains("waits for you");
        chromium.find(".cards a").click();
        chromium.until(() -> page.equals(chromium.run("return location.href")));
        assertThat(chromium.text("main")).contains("What it would change", "has not accepted");
        chromium.find("form[action$='/accept'] input[name=reason]").sendKeys("looked at");
        chromium.find("form[action$='/accept'] button").click();
        chromium.until(() -> chromium.all("form[action$='/accept']").isEmpty()
                && chromium.text(".facts").contains("looked at"));
    }

    private String read(ScriptedAgent agent) {
        var arguments = JsonObject.with("id", "pay-1").build();
        return agent.attempt("call" + ++calls, "payments.read", arguments).text();
    }

    private static String at(House house, String path) {
        return house.console().resolve(path).toString();
    }
}
