package dev.bailiwick.console.signin;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.console.testing.SoftAuthenticator;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.signin.Consents;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsentsTest {
    private static final Actor.Human SHELL = new Actor.Human(CLEO, Actor.Channel.COMMAND_LINE);

    private final PlayedHouse house = new PlayedHouse();
    private final SoftAuthenticator key = new SoftAuthenticator("http://localhost:" + house.port());
    private final Browsing cleo = Browsing.as(CLEO, house);

    @AfterEach
    void close() {
        cleo.close();
        house.close();
    }

    private static JsonObject question(Browsing person, String path) {
        return Json.parseObject(person.post(path, Map.of()).body());
    }

    private void register() {
        var fields = key.register(question(cleo, "/passkeys/new"));
        fields.put("name", "my key");
        cleo.post("/passkeys", fields);
    }

    private Optional<String> publish(String version) {
        var change = JsonObject.with("policy", version).build();
        return house.consents().obstacle(SHELL, "put policies " + version + " into force", change);
    }

    private String page(String version) {
        String why = publish(version).orElseThrow();
        return why.substring(why.indexOf("/consents/"), why.indexOf(", and"));
    }

    @Test
    void a_change_waits_for_the_passkey_and_then_counts_once() {
        register();
        String page = page("v2");
        assertThat(cleo.get(page).body()).contains("put policies v2 into force", "Agree with your passkey");
        assertThat(cleo.post(page, key.sign(question(cleo, page + "/challenge")))
                        .statusCode())
                .isEqualTo(303);
        assertThat(cleo.get(page).body()).contains("You agreed.");
        assertThat(publish("v2")).isEmpty();
        assertThat(publish("v2")).isPresent();
    }

    @Test
    void what_was_agreed_to_is_no_other_change_and_no_other_persons() {
        register();
        String page = page("v2");
        cleo.post(page, key.sign(question(cleo, page + "/challenge")));
        assertThat(publish("v3")).isPresent();
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get(page).statusCode()).isEqualTo(404);
        }
        String other = page("v3");
        var elsewhere = cleo.post(other, key.sign(question(cleo, "/passkeys/adding")));
        assertThat(elsewhere.statusCode()).isEqualTo(409);
        assertThat(cleo.post(other, Map.of()).body()).contains("this needs your passkey");
        assertThat(publish("v3")).isPresent();
    }

    @Test
    void an_agreement_lapses_and_falls_with_its_passkey() {
        register();
        String page = page("v2");
        cleo.post(page, key.sign(question(cleo, page + "/challenge")));
        house.clock().advance(Consents.LIFE.plusSeconds(1));
        assertThat(publish("v2")).isPresent();
        String again = page("v2");
        cleo.post(again, key.sign(question(cleo, again + "/challenge")));
        house.passkeys().remove(key.id());
        assertThat(publish("v2").orElseThrow()).contains("no longer has the passkey");
    }

    @Test
    void whoever_has_no_passkey_is_the_account_that_asked() {
        assertThat(publish("v2")).isEmpty();
    }
}
