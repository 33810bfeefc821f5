package dev.bailiwick.core.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.guide.Power;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.testing.ShippedGuides;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlastRadiusTest {
    private static final String REGISTER = """
            {"version": 1,
             "hosts": [{"id": "box", "credentials": ["mail"]}],
             "integrations": [
               {"id": "shop", "guide": "stripe", "people": 4000, "data": ["personal", "card"]},
               {"id": "chat", "guide": "slack", "people": 50},
               {"id": "post", "guide": "imap-smtp", "people": 200, "onward": {"accounts": []}},
               {"id": "code", "guide": "github", "people": 0, "onward": {"ci": ["deploys"]}},
               {"id": "loose", "guide": "github", "people": 0},
               {"id": "cloud", "guide": "aws", "people": 0, "onward": {"machines": ["box"], "secrets": []}},
               {"id": "odd", "people": 1}],
             "credentials": [
               {"id": "pays", "integration": "shop", "reference": "vault:shop/pays",
                "permissions": ["charges:read", "customers:read", "refunds:write"]},
               {"id": "reads", "integration": "shop", "reference": "vault:shop/reads", "permissions": ["charges:read"]},
               {"id": "talks", "integration": "chat", "reference": "vault:chat", "permissions": ["chat:write"]},
               {"id": "mail", "integration": "post", "reference": "vault:mail", "permissions": ["imap:read"]},
               {"id": "pushes", "integration": "code", "reference": "vault:code", "permissions": ["contents:write"]},
               {"id": "pushes-somewhere", "integration": "loose", "reference": "vault:l", "permissions": ["contents:write"]},
               {"id": "deploys", "integration": "cloud", "reference": "vault:ci",
                "permissions": ["lambda:UpdateFunctionCode"]},
               {"id": "unstated", "integration": "shop", "reference": "vault:all"},
               {"id": "odd-key", "integration": "odd", "reference": "vault:odd", "permissions": ["anything"]}],
             "agents": [
               {"id": "desk", "host": "box", "confined": true, "credentials": ["pays", "talks"]},
               {"id": "open", "host": "box", "credentials": []},
               {"id": "lost", "credentials": []}]}
            """;

    @Test
    void a_credential_reaches_what_its_permissions_say_and_no_more() {
        var radius = radius("reads");
        assertThat(radius.systems(Power.READ)).containsExactly("shop");
        assertThat(radius.systems(Power.MOVE_MONEY)).isEmpty();
        assertThat(radius.people()).contains(4000L);
        assertThat(radius.unknown()).isEmpty();
    }

    @Test
    void a_permission_nobody_stated_counts_as_all_of_them() {
        assertThat(radius("unstated").systems(Power.GRANT)).containsExactly("shop");
        assertThat(radius("unstated").score()).isGreaterThan(radius("pays").score());
    }

    @Test
    void whoever_writes_the_repository_is_in_the_cloud() {
        var radius = radius("pushes");
        assertThat(radius.systems(Power.RUN)).contains("cloud", "host box");
        assertThat(radius.path(new Point.AHost("box")))
                .containsExactly(
                        "credential pushes",
                        "contents:write on code",
                        "credential deploys",
                        "lambda:UpdateFunctionCode on cloud",
                        "host box");
        assertThat(radius.reached()).containsKey(new Point.ACredential("mail"));
    }

    @Test
    void a_pipeline_nobody_stated_counts_as_one_that_can_do_everything() {
        var radius = radius("pushes-somewhere");
        assertThat(radius.unknown()).hasSize(1);
        assertThat(radius.systems(Power.MOVE_MONEY))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("unknown: ");
        assertThat(radius.people()).isEmpty();
    }

    @Test
    void a_system_without_guide_counts_as_one_that_can_do_everything() {
        assertThat(radius("odd-key").unknown()).hasSize(1);
        assertThat(radius("odd").unknown()).hasSize(1);
    }

    @Test
    void a_confined_agent_does_not_reach_its_host_and_one_that_is_not_does() {
        assertThat(radius("desk").reached()).doesNotContainKey(new Point.AHost("box"));
        assertThat(radius("open").reached()).containsKeys(new Point.AHost("box"), new Point.AnAgent("desk"));
        assertThat(radius("lost").unknown()).hasSize(1);
    }

    @Test
    void an_integration_reaches_the_agents_that_use_it() {
        assertThat(radius("chat").reached()).containsKey(new Point.ACredential("pays"));
    }

    @Test
    void reading_customers_paying_and_controlling_the_channel_that_would_tell_is_worse_together() {
        assertThat(radius("desk").completed()).extracting(Combination::id).contains("pay-and-hush");
        assertThat(radius("pays").completed()).isEmpty();
        assertThat(without("desk", "talks").completed()).isEmpty();
    }

    @Test
    void it_says_what_taking_one_thing_away_removes() {
        var radius = radius("pays");
        var first = radius.removals().getFirst();
        assertThat(first.what()).isEqualTo("refunds:write on shop");
        var dropped = without("pays", "refunds:write");
        assertThat(first.percent())
                .isEqualTo(Math.toIntExact((radius.score() - dropped.score()) * 100 / radius.score()));
    }

    @Test
    void an_agent_with_many_credentials_is_named() {
        assertThat(concentration(9)).isEqualTo("9: ordinary");
        assertThat(concentration(10)).isEqualTo("10: many, look at them");
        assertThat(concentration(20)).isEqualTo("20: many, look at them");
        assertThat(concentration(21)).isEqualTo("21: over the limit of 20");
    }

    @Test
    void what_is_added_is_only_added_there() {
        var inventory = inventory(REGISTER);
        var shop = Objects.requireNonNull(inventory.integrations().get("shop"));
        var more = inventory.adding("lost", shop, java.util.List.of("refunds:write"));
        assertThat(radius(more, "lost").systems(Power.MOVE_MONEY)).contains("shop");
        assertThat(radius(more, "reads")).isEqualTo(radius("reads"));
        assertThatThrownBy(() -> inventory.adding("reads", shop, java.util.List.of()))
                .hasMessage("only to an agent or a host can something be added");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            "guide": "stripe"            | "guide": "strype"           | there is no guide "strype" at /integrations/0/guide
            ["charges:read"]             | ["charges:see"]             | the guide stripe has no scope "charges:see" at /credentials/1
            "integration": "chat"        | "integration": "chatter"    | there is no integration "chatter" in this file at /credentials/2
            "host": "box"                | "host": "bix"               | there is no host "bix" in this file at /agents/0
            ["pays", "talks"]            | ["pays", "talk"]            | there is no credential "talk" in this file at /agents/0
            ["deploys"]                  | ["deploy"]                  | there is no entry "deploy" in this file at /integrations/3
            "id": "reads"                | "id": "chat"                | "chat" is the name of something else at /credentials/1/id
            "confined": true             | "confine": true             | unknown member at /agents/0/confine
            "version": 1                 | "version": 2                | expected the version 1 at /version
            """)
    void what_is_wrong_in_the_file_is_named_with_its_place(String right, String wrong, String complaint) {
        assertThat(REGISTER).contains(right);
        var spoiled = REGISTER.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
        assertThatThrownBy(() -> inventory(spoiled))
                .isInstanceOf(JsonException.class)
                .hasMessage(complaint);
    }

    @Test
    void a_secret_in_place_of_a_reference_is_refused_and_not_repeated() {
        var secret = "glpat-" + "a1".repeat(12);
        assertThatThrownBy(() -> inventory(REGISTER.replace("vault:mail", secret)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("this is a GitLab token itself at /credentials/3/reference")
                .message()
                .doesNotContain(secret);
    }

    private static String concentration(int count) {
        var ids = IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
        var credentials = ids.stream()
                .map(id ->
                        "{\"id\": \"%s\", \"integration\": \"i\", \"reference\": \"r\", \"permissions\": [\"chat:write\"]}"
                                .formatted(id))
                .collect(Collectors.joining(","));
        var names = ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return radius(
                        inventory(
                                "{\"version\": 1, \"integrations\": [{\"id\": \"i\", \"guide\": \"slack\"}], \"credentials\": ["
                                        + credentials
                                        + "], \"agents\": [{\"id\": \"a\", \"confined\": true, \"credentials\": ["
                                        + names + "]}]}"),
                        "a")
                .concentration();
    }

    private static Inventory inventory(String text) {
        return Inventory.of((JsonObject) Json.parse(text), ShippedGuides.GUIDES);
    }

    private static BlastRadius radius(String name) {
        return radius(inventory(REGISTER), name);
    }

    private static BlastRadius radius(Inventory inventory, String name) {
        var exposure = new Exposure(inventory);
        return BlastRadius.of(exposure, weighing(), exposure.find(name).orElseThrow(), _ -> false);
    }

    private static BlastRadius without(String name, String dropped) {
        var exposure = new Exposure(inventory(REGISTER));
        return BlastRadius.of(
                exposure, weighing(), exposure.find(name).orElseThrow(), point -> BlastRadius.named(point, dropped));
    }

    private static Weighing weighing() {
        try (var file = Objects.requireNonNull(Weighing.class.getResourceAsStream(Weighing.FILE))) {
            return Weighing.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
