package dev.bailiwick.acceptance.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.command.Bailiwick;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.console.testing.SoftAuthenticator;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is grave on the command line, the glass above all: whoever has a passkey does it only with that, once, and is told what is missing. */
class BreakGlassTest {
    @TempDir
    Path folder;

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private DataFolder data = new DataFolder(Path.of("."));
    private House house = unopened();

    @SuppressWarnings("NullAway") // opened before each test
    private static House unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "sam"
                people:
                  - {id: fay, name: "Fay", functions: [business], roles: [business, emergency], account: "%s"}
                  - {id: sam, name: "Sam", functions: [security]}
                agents:
                  - {id: desk, operator: sam, description: "a test"}
                """.formatted(System.getProperty("user.name")));
        house = House.open(Configuration.of(data).onFreePorts().holding(Duration.ZERO));
    }

    @AfterEach
    void close() {
        browser.close();
        house.close();
    }

    /** What a command came to, with everything it printed. */
    private record Said(int code, String text) {}

    private Said said(String... words) {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        var errors = System.err;
        try (var printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            System.setOut(printed);
            System.setErr(printed);
            int code = Bailiwick.run(Stream.concat(
                            Stream.of(words), Stream.of("--data", data.path().toString(), "--output", "json"))
                    .toArray(String[]::new));
            return new Said(code, out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
            System.setErr(errors);
        }
    }

    private Said breakGlass(String ticket, String minutes) {
        return said(
                "approvals",
                "break-glass",
                "desk",
                "--ticket",
                ticket,
                "--minutes",
                minutes,
                "--reason",
                "nobody is there");
    }

    private String post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(house.console().resolve(path))
                .header("Origin", house.console().toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        return browser.send(request.build(), BodyHandlers.ofString()).body();
    }

    private JsonObject question(String path) throws IOException, InterruptedException {
        return Json.parseObject(post(path, Map.of()));
    }

    private SoftAuthenticator passkey() throws IOException, InterruptedException {
        var link = house.signInLink(new PersonId("fay")).orElseThrow();
        browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding());
        var key = new SoftAuthenticator(house.console().toString());
        var fields = key.register(question("/passkeys/new"));
        fields.put("name", "my key");
        post("/passkeys", fields);
        return key;
    }

    private static String page(Said refused) {
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.text()).contains("this needs your passkey: agree at ");
        int at = refused.text().indexOf("/consents/");
        return refused.text().substring(at, refused.text().indexOf(", and", at));
    }

    @Test
    void a_passkey_agrees_to_this_one_breaking_and_to_no_other_and_the_next_waits_for_the_review() throws Exception {
        var key = passkey();
        String ticket = Json.parseObject(said("tickets", "open", "Outage", "--agent", "desk", "--system", "web")
                        .text())
                .string("id")
                .orElseThrow();
        String page = page(breakGlass(ticket, "20"));
        var signed = key.sign(question(page + "/challenge"));
        assertThat(post(page, Map.of())).contains("this needs your passkey");
        assertThat(post(page, signed)).contains("You agreed.");
        assertThat(page(breakGlass(ticket, "60"))).isNotEqualTo(page);

        var broken = breakGlass(ticket, "20");
        assertThat(broken.code()).as(broken.text()).isZero();
        assertThat(said("approvals", "broken").text()).contains("nobody is there", ticket);
        assertThat(said("log", "tail", "--limit", "30").text()).contains("break-glass", "broke the glass");

        String again = page(breakGlass(ticket, "20"));
        assertThat(again).isNotEqualTo(page);
        assertThat(post(again, signed)).contains("this question was not asked of you");
        post(again, key.sign(question(again + "/challenge")));
        var second = breakGlass(ticket, "20");
        assertThat(second.code()).isEqualTo(4);
        assertThat(second.text()).containsAnyOf("has broken the glass until", "was not reviewed yet");
    }

    @Test
    void the_log_keeps_less_only_with_it_too() throws Exception {
        house.close();
        String file = Files.readString(data.organisation())
                .replace("[business], roles: [business, emergency]", "[security], roles: [security]");
        Files.writeString(data.organisation(), file + "capture:\n  - {content: digest}\n");
        house = House.open(Configuration.of(data).onFreePorts().holding(Duration.ZERO));
        var key = passkey();

        String page = page(said("audit", "keeping", "agree", "--reason", "less is needed"));
        post(page, key.sign(question(page + "/challenge")));
        assertThat(said("audit", "keeping").text()).contains("\"waits\": true");
        var agreed = said("audit", "keeping", "agree", "--reason", "less is needed");
        assertThat(agreed.code()).as(agreed.text()).isZero();
        assertThat(said("audit", "keeping").text()).contains("\"waits\": false");
    }

    @Test
    void whoever_has_not_the_role_breaks_nothing_with_or_without_a_passkey() throws Exception {
        house.close();
        Files.writeString(
                data.organisation(),
                Files.readString(data.organisation()).replace("roles: [business, emergency], ", ""));
        house = House.open(Configuration.of(data).onFreePorts().holding(Duration.ZERO));
        var refused = breakGlass("T-1", "20");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.text()).contains("Emergency approver");
        var key = passkey();
        String page = page(breakGlass("T-1", "20"));
        post(page, key.sign(question(page + "/challenge")));
        assertThat(breakGlass("T-1", "20").text()).contains("Emergency approver");
    }
}
