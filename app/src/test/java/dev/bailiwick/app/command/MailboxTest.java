package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole Bailiwick and an agent with nothing but curl, its way out and a handle. Nobody answers at the mailbox's servers: what is permitted gets so far and
 * no further.
 */
class MailboxTest {
    private static final String ACCOUNT = """
            {"imap": "imap://127.0.0.1:1", "smtp": "smtp://127.0.0.1:1", "user": "desk", "password": "mailbox-canary",
             "from": "desk@corp.example"}""";

    @TempDir
    Path folder;

    private SmallShop shop = nothing();
    private House house = nothing();
    private String handle = "";

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // opened before each test
    private static <T> T nothing() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        Files.writeString(
                shop.data().organisation(),
                "internal:\n  recipients: [\"*@corp.example\"]\n",
                StandardOpenOption.APPEND);
        house = House.open(Configuration.of(shop.data()).onFreePorts());
        for (var step : List.of("observe", "pilot"))
            assertThat(shop.asked("", "agents", "step", "desk", step, "--reason", "a test")
                            .code())
                    .isZero();
        var added = shop.asked(
                ACCOUNT,
                "credentials",
                "add",
                "desk-mail",
                "--agent",
                "desk",
                "--host",
                "mail.internal",
                "--steps",
                "change its password");
        handle = added.json().string("handle").orElseThrow();
    }

    @AfterEach
    void close() {
        if (house != null) house.close();
    }

    private String asked(String path, String... more) throws IOException {
        var told = shop.data().path().resolve("agents/desk");
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
    void reading_drafts_and_letters_inside_are_permitted_and_one_that_goes_out_waits_in_blind_copy_too()
            throws IOException {
        assertThat(asked("/v1/messages")).contains("upstream_unavailable", "the mailbox at 127.0.0.1");
        assertThat(written("/v1/drafts", JsonObject.with("to", "eve@evil.example")))
                .contains("upstream_unavailable", "the mailbox at 127.0.0.1");
        assertThat(written("/v1/messages", JsonObject.with("to", "bea@corp.example")))
                .contains("upstream_unavailable", "the server at 127.0.0.1");
        assertThat(written("/v1/messages", JsonObject.with("to", "eve@evil.example")))
                .contains("pending", "not started");
        assertThat(written(
                        "/v1/messages",
                        JsonObject.with("to", "bea@corp.example").and("bcc", "eve@evil.example")))
                .contains("pending", "not started");
        assertThat(written("/v1/messages", JsonObject.with("to", "bea@xn--crp-lna.example")))
                .as("a name that only looks like ours")
                .contains("pending", "not started");
        assertThat(house.waiting()).hasSize(3);
        house.close();
        try (var files = Files.walk(shop.data().path())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("mailbox-canary");
        }
    }
}
