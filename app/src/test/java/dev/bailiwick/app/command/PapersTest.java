package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
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

/** An acceptable-use policy: put forward by one, into force by another, acknowledged by every owner, or nothing new for their agent. */
class PapersTest {
    @TempDir
    Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());

    /** The account of this test belongs to one of them at a time. */
    private House as(String person) throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        var file = """
                version: 1
                contact: "sam"
                people:
                  - {id: kim, name: "Kim", functions: []}
                  - {id: bea, name: "Bea", functions: [business]}
                  - {id: ida, name: "Ida", functions: [it]}
                  - {id: sam, name: "Sam", functions: [security]}
                agents:
                  - {id: desk, operator: kim, description: "a test", owners: {security: sam, it: ida, business: bea}}
                """.replace(
                "{id: " + person + ",", "{id: " + person + ", account: " + System.getProperty("user.name") + ",");
        Files.writeString(data.organisation(), file);
        return House.open(
                Configuration.of(data).onFreePorts().holding(Duration.ZERO).at(clock));
    }

    @Test
    void the_second_version_is_open_until_each_owner_acknowledged_it_and_late_owners_stop_what_is_new()
            throws Exception {
        String first = published("ida", "sam", "No private accounts.");
        String second = published("bea", "sam", "No private accounts, no gambling.");
        assertThat(second).isNotEqualTo(first);
        try (var house = as("sam")) {
            assertThat(open(house))
                    .contains("\"bea\"", "\"ida\"", "\"sam\"", "\"version\":2")
                    .doesNotContain(first);
            assertThat(asked("papers", "acknowledge", first).code()).isEqualTo(4);
            assertThat(asked("papers", "acknowledge", second).code()).isZero();
            acknowledged(house, "ida", second);
            assertThat(open(house)).contains("\"bea\"").doesNotContain("\"ida\"", "\"sam\"");
            assertThat(asked("audit", "search", "--kind", "register", "--person", "ida")
                            .text())
                    .contains("paper-acknowledged", second);
            assertThat(request().code()).isZero();

            ahead.set(Duration.ofDays(15));
            assertThat(asked("papers", "readings", "--open").text()).contains("overdue");
            assertThat(request().code()).isEqualTo(4);
            acknowledged(house, "bea", second);
            assertThat(open(house)).doesNotContain("\"owner\"");
            assertThat(request().code()).isZero();
        }
    }

    @Test
    void a_paper_without_a_policy_is_put_into_force_by_another_person_too() throws Exception {
        var file = Files.writeString(folder.resolve("paper.md"), "We keep the log for a year.");
        try (var house = as("sam")) {
            assertThat(house.console()).isNotNull();
            var made = asked("papers", "propose", "retention", file.toString(), "--reason", "ours");
            var version = made.json().string("version").orElseThrow();
            assertThat(asked("papers", "publish", version, "--reason", "mine").code())
                    .isEqualTo(4);
            assertThat(asked("papers", "list").text()).doesNotContain(version);
            assertThat(asked("papers", "show", version).text()).contains("for a year");
            assertThat(asked("papers", "propose", "Retention!", file.toString(), "--reason", "ours")
                            .code())
                    .isEqualTo(2);
        }
    }

    private String published(String author, String publisher, String text) throws IOException {
        var file = Files.writeString(folder.resolve("paper.md"), text);
        String version;
        try (var house = as(author)) {
            assertThat(house.console()).isNotNull();
            var made = asked(
                    "papers", "propose", "acceptable-use", file.toString(), "--class", "baseline", "--reason", "ours");
            assertThat(made.code()).as(made.text()).isZero();
            version = made.json().string("version").orElseThrow();
            assertThat(asked("papers", "publish", version, "--reason", "mine").code())
                    .isEqualTo(4);
        }
        try (var house = as(publisher)) {
            assertThat(house.console()).isNotNull();
            assertThat(asked("papers", "publish", version, "--reason", "read").code())
                    .isZero();
        }
        return version;
    }

    /** What a program reads over HTTP. */
    private String open(House house) throws IOException, InterruptedException {
        var token = asked("tokens", "create", "reads", "--scope", "register-read", "--days", "30");
        try (var client = HttpClient.newHttpClient()) {
            var ask = HttpRequest.newBuilder(house.console().resolve("/v1/acknowledgements?open=true"))
                    .header(
                            "Authorization",
                            "Bearer " + token.json().string("value").orElseThrow())
                    .build();
            var answer = client.send(ask, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Json.parseObject(answer.body()).text();
        }
    }

    private Ran request() {
        var until = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30);
        return asked(
                "integrations",
                "request",
                ahead.get().isZero() ? "stripe" : "jira",
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
                until.toString());
    }

    private Ran asked(String... words) {
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--data", folder.resolve("data").toString(), "--output", "json"));
        return Ran.line(line.toArray(String[]::new));
    }

    private static void acknowledged(House house, String person, String version)
            throws IOException, InterruptedException {
        try (var browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var link = house.signInLink(new PersonId(person)).orElseThrow();
            browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding());
            URI at = house.console().resolve("/papers/" + version + "/acknowledge");
            var form = HttpRequest.newBuilder(at)
                    .header("Origin", house.console().resolve("/").toString().replaceAll("/$", ""))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.noBody())
                    .build();
            var page = browser.send(form, BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        }
    }
}
