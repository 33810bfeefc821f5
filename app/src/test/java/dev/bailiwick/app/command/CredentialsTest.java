package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final String CANARY = "canary-4711-abcdefgh";

    @TempDir
    Path folder;

    private DataFolder data = new DataFolder(Path.of("."));
    private SmallShop shop = new SmallShop(data);
    private House house = unopened();

    @SuppressWarnings("NullAway") // opened before each test
    private static House unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        data = shop.data();
        house = House.open(Configuration.of(data).onFreePorts());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Ran credentials(String input, String... arguments) {
        return shop.asked(
                input,
                Stream.concat(Stream.of("credentials"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Ran add(String value) {
        return credentials(
                value, "add", "crm", "--agent", "desk", "--host", "api.example.com", "--steps", "press Revoke");
    }

    @Test
    void what_is_put_in_comes_out_as_a_handle_and_lies_nowhere_in_clear() throws IOException {
        var added = add(CANARY);
        assertThat(added.code()).isZero();
        assertThat(added.json().string("handle").orElseThrow()).startsWith("bwh_");
        assertThat(added.text() + credentials("", "list").text()).doesNotContain("canary");
        assertThat(credentials("", "age").json().array("credentials").size()).isEqualTo(1);

        house.close();
        try (var files = Files.walk(data.path())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("canary-4711");
        }
        house = House.open(Configuration.of(data).onFreePorts());
        assertThat(credentials("", "list").json().array("credentials").size()).isEqualTo(1);
    }

    @Test
    void a_backend_is_connected_by_its_settings_which_lie_nowhere_in_clear() throws IOException {
        var settings = """
                {"kind": "postgres", "url": "jdbc:postgresql://127.0.0.1:1/crm", "user": "broker",
                 "password": "%s", "grants": {"read": ["crm_read"]}}""".formatted(CANARY);
        var connected = credentials(settings, "connect", "crm-db");
        assertThat(connected.json().string("revocation")).contains("instant");
        assertThat(credentials("{\"kind\": \"" + CANARY, "connect", "x").code()).isEqualTo(2);
        assertThat(credentials("{\"kind\": \"oracle\"}", "connect", "x").code()).isEqualTo(4);

        String[] add = {"add", "crm", "--agent", "desk", "--host", "db.example.com:5432", "--from", "crm-db/read"};
        assertThat(credentials("", add).json().string("handle").orElseThrow()).startsWith("bwh_");
        assertThat(credentials("", "list").text()).contains("crm-db/read").doesNotContain("canary");

        house.close();
        assertThat(Files.readString(data.keys().resolve("backends.sealed"))).doesNotContain("canary", "broker");
        house = House.open(Configuration.of(data).onFreePorts());
        assertThat(credentials("", "revoke", "--all", "--reason", "drill").code())
                .isZero();
    }

    @Test
    void after_revoking_everything_a_person_is_told_the_steps_and_the_old_value_never_comes_back() {
        assertThat(add(CANARY).code()).isZero();
        var revoked = credentials("", "revoke", "--all", "--reason", "drill");
        assertThat(revoked.code()).isZero();
        assertThat(revoked.text()).contains("with-a-person", "press Revoke");
        assertThat(credentials("", "list").json().array("credentials").size()).isZero();
        assertThat(add("\"" + CANARY + "\"").code()).isEqualTo(4);
        assertThat(add("another-value-4712").code()).isZero();
    }

    @Test
    void what_a_pam_is_told_of_agents_names_them_and_holds_neither_value_nor_handle() {
        add(CANARY);
        var told = Ran.line(
                "credentials",
                "export",
                "--safe",
                "agents",
                "--platform",
                "Agent",
                "--data",
                data.path().toString());
        assertThat(told.code()).isZero();
        assertThat(told.json().array("value").values())
                .singleElement()
                .satisfies(account -> assertThat(account.text())
                        .contains("\"name\":\"desk-crm\"", "\"userName\":\"desk\"", "\"address\":\"api.example.com\"")
                        .contains("\"safeName\":\"agents\"", "\"automaticManagementEnabled\":false"));
        assertThat(told.text()).doesNotContain("canary", "bwh_", "\"secret\"");
    }

    @Test
    void the_same_value_behind_a_second_key_is_refused_and_lies_nowhere_in_clear() throws IOException {
        assertThat(add(CANARY).code()).isZero();
        for (var spelled : new String[] {CANARY, "\"" + CANARY + "\""}) {
            var again = credentials(
                    spelled, "add", "erp", "--agent", "desk", "--host", "erp.example.com", "--steps", "press Revoke");
            assertThat(again.code()).isEqualTo(4);
            assertThat(again.text()).doesNotContain("canary");
        }
        assertThat(credentials("", "list").json().array("credentials").size()).isEqualTo(1);
        house.close();
        try (var files = Files.walk(data.path())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("canary-4711");
        }
        house = House.open(Configuration.of(data).onFreePorts());
    }

    @Test
    void with_the_server_down_everything_is_revoked_from_the_sealed_kit() {
        assertThat(add(CANARY).code()).isZero();
        house.close();
        var revoked = credentials("", "revoke", "--all", "--reason", "drill");
        assertThat(revoked.code()).isZero();
        assertThat(revoked.text()).contains("with-a-person", "press Revoke", "frozen");
        assertThat(credentials("", "revoke", "crm", "--reason", "one").code()).isNotZero();

        house = House.open(Configuration.of(data).onFreePorts());
        assertThat(credentials("", "list").text()).contains("with-a-person");
        assertThat(data.freezes()).isNotEmptyDirectory();
    }

    @Test
    void rotating_hands_the_old_one_to_a_person_who_confirms_its_end() {
        assertThat(add(CANARY).code()).isZero();
        assertThat(credentials(CANARY, "rotate", "crm", "--steps", "press Roll").code())
                .as("the same value")
                .isEqualTo(4);
        var rotated = credentials("fresh-value-4713", "rotate", "crm", "--steps", "press Roll");
        assertThat(rotated.code()).isZero();
        assertThat(credentials("", "age").text()).contains("retiring", "press Roll");
        assertThat(credentials("", "rotate", "crm").code()).as("one at a time").isEqualTo(4);
        var lease = ((JsonObject) rotated.json().array("ending").values().getFirst())
                .string("id")
                .orElseThrow();
        assertThat(credentials("", "confirm", lease, "--evidence", "it answers 401")
                        .json()
                        .array("ending")
                        .size())
                .isZero();
        assertThat(credentials("", "history", "crm").json().array("rotations").size())
                .isEqualTo(1);
    }

    @Test
    void rotating_without_a_new_value_changes_nothing_and_the_history_says_why() {
        assertThat(add(CANARY).code()).isZero();
        assertThat(credentials("", "rotate", "crm").code()).isEqualTo(4);
        assertThat(credentials("", "history", "crm").text()).contains("abandoned", "no new credential was brought");
        assertThat(credentials("", "list").json().array("ending").size()).isZero();
    }

    @Test
    void damaged_settings_of_backends_do_not_keep_the_server_from_starting_and_it_says_so() throws IOException {
        var settings = "{\"kind\": \"postgres\", \"url\": \"jdbc:postgresql://127.0.0.1:1/crm\", \"user\": \"broker\","
                + " \"password\": \"" + CANARY + "\", \"grants\": {\"read\": [\"crm_read\"]}}";
        assertThat(credentials(settings, "connect", "crm-db").code()).isZero();
        String[] add = {"add", "db", "--agent", "desk", "--host", "db.example.com:5432", "--from", "crm-db/read"};
        assertThat(credentials("", add).code()).isZero();
        assertThat(add(CANARY).code()).isZero();
        house.close();
        var file = data.keys().resolve("backends.sealed");
        Files.writeString(file, Files.readString(file).replaceFirst("\"sealed\":\"..", "\"sealed\":\"AA"));

        house = House.open(Configuration.of(data).onFreePorts());
        assertThat(shop.asked("", "log", "search", "--text", "backend-lost").text())
                .contains("backend-lost");
        assertThat(credentials("", "list").json().array("credentials").size()).isEqualTo(2);
        assertThat(credentials(settings, "connect", "crm-db").code())
                .as("it is not overwritten")
                .isEqualTo(4);
        assertThat(shop.asked("", "keys", "list").text()).contains("cannot be opened");
        assertThat(credentials("", "revoke", "crm", "--reason", "drill").code()).isZero();
    }

    @Test
    void the_inventory_of_our_own_keys_says_where_they_lie_and_the_sealing_key_is_rotated_with_the_server_stopped()
            throws IOException {
        assertThat(add(CANARY).code()).isZero();
        var listed = shop.asked("", "keys", "list");
        assertThat(listed.text())
                .contains("sealing key", "fingerprint key", "log signer", "rw-------")
                .doesNotContain(Files.readString(data.keys().resolve("sealing.key")));
        assertThat(shop.asked("", "keys", "rotate", "sealing").code())
                .as("while it runs")
                .isNotZero();

        house.close();
        var before = Files.readString(data.keys().resolve("sealing.key"));
        assertThat(shop.asked("", "keys", "rotate", "sealing").code()).isZero();
        assertThat(shop.asked("", "keys", "rotate", "log").code()).isZero();
        assertThat(Files.readString(data.keys().resolve("sealing.key"))).isNotEqualTo(before);
        house = House.open(Configuration.of(data).onFreePorts());
        assertThat(credentials("", "revoke", "--all", "--reason", "drill").text())
                .contains("press Revoke");
    }

    @Test
    void without_a_reason_or_a_scope_nothing_is_revoked() {
        assertThat(credentials("", "revoke", "--all").code()).isEqualTo(2);
        assertThat(credentials("", "revoke", "--reason", "x").code()).isNotZero();
    }

    @Test
    void every_agent_gets_a_way_out_and_is_told_whom_to_trust() throws IOException, InterruptedException {
        var told = data.agent("desk").resolve("egress.json");
        for (int i = 0; i < 200 && !Files.exists(told); i++) Thread.sleep(50);
        var egress = Json.parseObject(Files.readString(told));
        assertThat(egress.string("proxy").orElseThrow()).startsWith("http://127.0.0.1:");
        assertThat(Files.readString(Path.of(egress.string("authority").orElseThrow())))
                .startsWith("-----BEGIN CERTIFICATE-----")
                .doesNotContain("PRIVATE");
        assertThat(data.agent("desk")).isDirectoryNotContaining("glob:**.key");
    }
}
