package dev.bailiwick.host.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.register.Inventory;
import dev.bailiwick.core.register.Inventory.Kind;
import dev.bailiwick.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigInventoryTest {
    private static final String FULL = """
            {
              "agents": {"entries": {"desk": {}}},
              "channels": {
                "slack": {"enabled": true, "botToken": "%1$s", "appToken": {"source": "env", "id": "SLACK_APP"}},
                "discord": {"enabled": false, "token": "${DISCORD_TOKEN}"},
                "telegram": false
              },
              "plugins": {"entries": {"bailiwick": {"enabled": true}}},
              "mcp": {"servers": {
                "crm": {"url": "https://crm.example/mcp?api_key=%1$s", "headers": {"Authorization": "Bearer ${CRM}"}},
                "notes": {"command": "npx", "args": ["-y", "notes-server", "--token", "%1$s"], "env": {"DB_PASSWORD": "%1$s"}}
              }},
              "skills": {"entries": {"weather": {"apiKey": "%1$s"}}},
              "models": {"providers": {"lab": {"baseUrl": "https://user:%1$s@models.example/v1", "apiKey": "%1$s"}}}
            }
            """;

    private static Inventory of(String text) {
        return ConfigInventory.of(Json.parseObject(text));
    }

    private static String secret() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        return new Random(seed)
                .ints(32, 0, 62)
                .mapToObj(i -> "" + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".charAt(i))
                .reduce("", String::concat);
    }

    private static List<String> names(Inventory inventory, Kind kind) {
        return inventory.connections().stream()
                .filter(each -> each.kind() == kind)
                .map(Inventory.Connection::name)
                .toList();
    }

    private static Inventory.Connection named(Inventory inventory, String name) {
        return inventory.connections().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everything_a_configuration_connects_is_listed_once() {
        var inventory = of(FULL.formatted(secret()));
        assertThat(names(inventory, Kind.AGENT)).containsExactly("desk");
        assertThat(names(inventory, Kind.CHANNEL)).containsExactly("slack", "discord", "telegram");
        assertThat(names(inventory, Kind.PLUGIN)).containsExactly("bailiwick");
        assertThat(names(inventory, Kind.MCP_SERVER)).containsExactly("crm", "notes");
        assertThat(names(inventory, Kind.SKILL)).containsExactly("weather");
        assertThat(names(inventory, Kind.MODEL_PROVIDER)).containsExactly("lab");
    }

    @Test
    void what_is_switched_off_is_listed_as_off() {
        var inventory = of(FULL.formatted(secret()));
        assertThat(named(inventory, "discord").enabled()).isFalse();
        assertThat(named(inventory, "telegram").enabled()).isFalse();
        assertThat(named(inventory, "weather").enabled()).isTrue();
    }

    @Test
    void a_connection_says_which_host_it_calls_or_which_program_it_starts() {
        var inventory = of(FULL.formatted(secret()));
        assertThat(named(inventory, "crm").reaches()).isEqualTo("crm.example:443");
        assertThat(named(inventory, "lab").reaches()).isEqualTo("models.example:443");
        assertThat(named(inventory, "notes").reaches()).startsWith("runs npx -y notes-server --token [redacted");
    }

    @Test
    void each_credential_in_plain_text_is_named_by_its_place() {
        var inventory = of(FULL.formatted(secret()));
        assertThat(inventory.exposed())
                .extracting(Inventory.Exposed::place)
                .containsExactlyInAnyOrder(
                        "/channels/slack/botToken",
                        "/mcp/servers/crm/url",
                        "/mcp/servers/notes/args/3",
                        "/mcp/servers/notes/env/DB_PASSWORD",
                        "/skills/entries/weather/apiKey",
                        "/models/providers/lab/baseUrl",
                        "/models/providers/lab/apiKey");
        assertThat(named(inventory, "notes").plaintext()).isEqualTo(2);
    }

    @Test
    void no_credential_is_ever_shown() {
        String secret = secret();
        assertThat(of(FULL.formatted(secret)).json().text()).doesNotContain(secret);
        var asName = "{\"mcp\": {\"servers\": {\"ghp_%s\": {\"command\": \"x\"}}}}".formatted(secret + secret);
        var inventory = of(asName);
        assertThat(inventory.json().text()).doesNotContain(secret);
        assertThat(inventory.exposed()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\": \"exec\", \"provider\": \"vault\", \"id\": \"slack/bot\"}",
                "{\"source\": \"file\", \"id\": \"slack\"}",
                "\"${SLACK_TOKEN}\"",
                "\"Bearer ${SLACK_TOKEN}\"",
                "\"\""
            })
    void what_only_refers_to_a_secret_is_none(String reference) {
        assertThat(of("{\"channels\": {\"slack\": {\"botToken\": " + reference + "}}}")
                        .exposed())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\": \"exec\", \"id\": \"slack\", \"value\": \"correct horse battery\"}",
                "{\"source\": \"elsewhere\", \"id\": \"correct horse battery\"}",
                "\"${SLACK_TOKEN}correct horse battery\"",
                "\"${slack}\""
            })
    void what_only_looks_like_a_reference_is_a_secret(String value) {
        assertThat(of("{\"channels\": {\"slack\": {\"botToken\": " + value + "}}}")
                        .exposed())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mcp\": {\"servers\": []}}",
                "{\"mcp\": null}",
                "{\"channels\": \"slack\"}",
                "{\"models\": {\"providers\": 3}}"
            })
    void a_section_that_cannot_be_read_is_not_an_empty_one(String config) {
        assertThatThrownBy(() -> of(config))
                .isInstanceOf(OpenClawFailure.class)
                .hasMessageContaining("connections are unknown");
    }

    @Test
    void agents_in_an_older_releases_list_are_not_no_agents() {
        assertThatThrownBy(() -> of("{\"agents\": {\"list\": [{\"id\": \"desk\"}]}}"))
                .isInstanceOf(OpenClawFailure.class)
                .hasMessageContaining("older OpenClaw");
    }

    @Test
    void a_configuration_without_connections_has_none() {
        assertThat(of("{}").connections()).isEmpty();
    }
}
