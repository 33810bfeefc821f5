package dev.bailiwick.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.acceptance.incident.CommandLine;
import dev.bailiwick.app.command.Bailiwick;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.value.PersonId;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.openqa.selenium.support.ui.Select;

/**
 * The README's paragraph on the register, as somebody who has never seen it does it: two commands, then the console in a real
 * browser. Whose agent it is, is the caller's.
 */
public final class RegisterJourney {
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

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /** The agent. */
    public interface Agent {
        /** Tries to use Stripe. Returns the code of the refusal, or nothing when it was done. */
        Optional<String> usesStripe();
    }

    /** Of the house: it can be put forward. */
    public InstantSource clock() {
        return () -> Instant.now().plus(ahead.get());
    }

    /** @param account under which the agent's operator works */
    public static String organisation(String account) {
        return """
                version: 1
                contact: "sam"
                register: required
                people:
                  - {id: ada, name: "Ada", functions: [], senders: ["demo:you"], account: "%1$s"}
                  - {id: bea, name: "Bea", functions: [business]}
                  - {id: ida, name: "Ida", functions: [it]}
                  - {id: sam, name: "Sam", functions: [security]}
                agents:
                  - {id: desk, operator: ada, description: "a test", account: "%1$s", commandAccount: "%1$s"}
                """.formatted(account);
    }

    /** What an OpenClaw is connected to becomes the register. */
    public static void imported(DataFolder data, Path folder) throws IOException {
        var config = Files.writeString(folder.resolve("found.json"), OPENCLAW);
        var found = printed("register", "discover", config.toString(), "--register", "desk");
        var register = Files.writeString(folder.resolve("register.yaml"), found);
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

    /**
     * From the reach of the fifteen to the day after the sixteenth's last.
     *
     * @param operations what the request names; empty takes the guide's
     */
    public void walk(House house, Agent agent, String operations) {
        try (var chromium = Chromium.open()) {
            assertThat(agent.usesStripe()).contains("integration_not_approved");
            signIn(chromium, house, "bea");
            seesHowFarEachReaches(chromium, house);
            var page = asksForStripe(chromium, house, operations);
            for (var owner : List.of("ida", "sam")) {
                assertThat(agent.usesStripe()).contains("integration_not_approved");
                accepts(chromium, house, owner, page);
            }
            assertThat(agent.usesStripe()).isEmpty();

            ahead.set(Duration.ofDays(31));
            assertThat(agent.usesStripe()).contains("integration_expired");
            signIn(chromium, house, "bea");
            chromium.open(page);
            assertThat(chromium.text(".facts")).contains("expired");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    /** IT says once what a tool is that no catalogue knows: it only reads. */
    public static void classified(House house) {
        try (var chromium = Chromium.open()) {
            signIn(chromium, house, "ida");
            chromium.open(at(house, "/tools"));
            chromium.find("section.tool details.lever summary").click();
            chromium.find("input[name=tier][value='1']").click();
            chromium.find("section.tool input[name=reason]").sendKeys("it looks a payment up");
            chromium.find("section.tool details.lever button").click();
            chromium.until(() -> chromium.text("section.tool").contains("by ida"));
        }
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
    private String asksForStripe(Chromium chromium, House house, String operations) {
        chromium.open(at(house, "/integrations/new?system=stripe&agent=desk"));
        assertThat(chromium.find("input[name=permissions]").getDomProperty("value"))
                .contains("charges:read");
        chromium.find("textarea[name=justification]")
                .sendKeys("Support looks up double charges of the web shop; two colleagues do it by hand today");
        chromium.find("input[name=operations]").sendKeys(operations);
        for (var safeguard : List.of("gate", "rotation", "egress"))
            chromium.find("input[name=safeguard-" + safeguard + "]").click();
        Map.of("security", "sam", "it", "ida", "business", "bea")
                .forEach((function, person) ->
                        new Select(chromium.find("select[name=" + function + "]")).selectByValue(person));
        var until = LocalDate.ofInstant(clock().instant(), ZoneOffset.UTC).plusDays(30);
        chromium.run("document.querySelector('input[name=until]').value = '" + until + "'");
        chromium.find("form.stacked button").click();
        chromium.until(() -> chromium.shows("What it would change"));
        assertThat(chromium.text("main"))
                .containsPattern("\\d+ before, \\d+ after")
                .contains("somebody would reach besides", "it could be split");
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

    private static String at(House house, String path) {
        return house.console().resolve(path).toString();
    }
}
