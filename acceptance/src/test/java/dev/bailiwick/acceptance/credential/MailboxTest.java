package dev.bailiwick.acceptance.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.acceptance.incident.CommandLine;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.connector.mail.Servers;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole Bailiwick before real mail servers, and an agent with nothing but curl, its way out and a handle. */
class MailboxTest {
    @TempDir
    Path folder;

    @TempDir
    Path post;

    private DataFolder data = nothing();
    private House house = nothing();
    private Servers servers = nothing();
    private String handle = "";

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // opened before each test
    private static <T> T nothing() {
        return null;
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        servers = new Servers(post);
        data = Shop.in(folder, "internal:\n  recipients: [\"*@corp.example\"]\n");
        var line = new CommandLine(data.path());
        house = House.open(Configuration.of(data).onFreePorts());
        for (var step : List.of("observe", "pilot")) line.asked("agents", "step", "desk", step, "--reason", "a test");
        var added = line.typed(
                servers.account("mailbox-canary"),
                "credentials",
                "add",
                "desk-mail",
                "--agent",
                "desk",
                "--host",
                "mail.internal",
                "--steps",
                "change its password");
        handle = Json.parseObject(added.text()).string("handle").orElseThrow();
    }

    @AfterEach
    void close() {
        if (house != null) house.close();
        if (servers != null) servers.close();
    }

    private String asked(String path, String... more) throws IOException {
        var told = data.path().resolve("agents/desk");
        var proxy =
                Json.parseObject(Files.readString(told.resolve("egress.json"))).text();
        List<String> words = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "-m",
                "30",
                "--proxy",
                proxy.replaceAll("(?s).*(http://127\\.0\\.0\\.1:[0-9]+).*", "$1"),
                "--cacert",
                told.resolve("egress-ca.pem").toString(),
                "-H",
                "Authorization: Bearer " + handle,
                "https://mail.internal" + path));
        words.addAll(List.of(more));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String written(String path, JsonObject.Builder letter) throws IOException {
        return asked(
                path,
                "-H",
                "Content-Type: application/json",
                "-d",
                letter.and("text", "see you").build().text());
    }

    @Test
    void reading_and_a_letter_inside_pass_and_one_that_goes_out_waits_in_blind_copy_too() throws IOException {
        servers.lay("From: Ben <ben@shop.example>\nSubject: invoice\n\nplease pay 10\n");
        assertThat(asked("/v1/messages")).contains("invoice");
        assertThat(written("/v1/drafts", JsonObject.with("to", "eve@evil.example")))
                .contains("draft");
        assertThat(written("/v1/messages", JsonObject.with("to", "bea@corp.example")))
                .contains("sent");
        assertThat(written("/v1/messages", JsonObject.with("to", "eve@evil.example")))
                .contains("pending", "not started");
        assertThat(written(
                        "/v1/messages",
                        JsonObject.with("to", "bea@corp.example").and("bcc", "eve@evil.example")))
                .contains("pending", "not started");
        assertThat(written("/v1/messages", JsonObject.with("to", "bea@xn--crp-lna.example")))
                .as("a name that only looks like ours")
                .contains("pending", "not started");
        Servers.until(() -> servers.taken().contains("END MESSAGE"));
        assertThat(servers.taken()).containsOnlyOnce("END MESSAGE").doesNotContain("evil.example", "xn--");
        assertThat(house.waiting()).hasSize(3);
        house.close();
        try (var files = Files.walk(data.path())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("mailbox-canary");
        }
    }
}
