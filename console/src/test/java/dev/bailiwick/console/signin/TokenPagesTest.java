package dev.bailiwick.console.signin;

import static dev.bailiwick.console.testing.PlayedHouse.ADA;
import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.console.testing.SoftAuthenticator;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenPagesTest {
    private static final Map<String, String> PLAN =
            Map.of("name", "pulls <b>all</b>", "scope-audit-read", "on", "days", "9");

    private final PlayedHouse house = new PlayedHouse();
    private final Browsing ana = Browsing.as(ANA, house);
    private final Browsing cleo = Browsing.as(CLEO, house);

    @AfterEach
    void close() {
        ana.close();
        cleo.close();
        house.close();
    }

    private static Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(PLAN);
        all.putAll(more);
        return all;
    }

    private static String id(String page) {
        int at = page.indexOf("/tokens/token-");
        return page.substring(at, page.indexOf("/revoke", at));
    }

    @Test
    void the_value_is_shown_once_and_the_list_never_shows_it() {
        assertThat(ana.get("/tokens").body()).contains("There are no tokens.", "register-read: read agents");
        var made = ana.post("/tokens", PLAN).body();
        assertThat(made).contains("it is shown this once", "<pre>bwt_", "pulls &lt;b&gt;all&lt;/b&gt;");
        assertThat(ana.get("/tokens").body())
                .doesNotContain("bwt_")
                .contains("of ana: audit-read", "last used: never", "live");
    }

    @Test
    void everybody_sees_it_and_whoever_may_stop_things_revokes_it() {
        ana.post("/tokens", PLAN);
        String page = cleo.get("/tokens").body();
        assertThat(page).contains("of ana: audit-read");
        assertThat(cleo.post(id(page) + "/revoke", Map.of()).statusCode()).isEqualTo(303);
        assertThat(ana.get("/tokens").body()).contains("revoked").doesNotContain("/revoke\"");
    }

    @Test
    void a_plan_that_makes_no_sense_makes_nothing() {
        assertThat(ana.post("/tokens", with(Map.of("days", "91"))).body()).contains("at most 90 days");
        assertThat(ana.post("/tokens", with(Map.of("days", "soon"))).statusCode())
                .isEqualTo(400);
        assertThat(ana.post("/tokens", Map.of("name", "x", "days", "3")).body()).contains("a token needs a scope");
        assertThat(ana.post("/tokens/token-0000000000/revoke", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(ana.get("/tokens").body()).contains("There are no tokens.");
    }

    @Test
    void an_auditor_who_changes_nothing_makes_none() {
        try (var ada = Browsing.as(ADA, house)) {
            assertThat(ada.post("/tokens", PLAN).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void an_old_sign_in_or_somebody_who_has_a_passkey_needs_more_than_the_session() {
        house.clock().advance(Duration.ofMinutes(16));
        assertThat(ana.post("/tokens", PLAN).body()).contains("signed in more than 15 minutes ago");
        var key = new SoftAuthenticator("http://localhost:" + house.port());
        try (var fresh = Browsing.as(ANA, house)) {
            var fields = key.register(question(fresh, "/passkeys/new", Map.of()));
            fields.put("name", "my key");
            fresh.post("/passkeys", fields);
            assertThat(fresh.post("/tokens", PLAN).body()).contains("this needs your passkey");
            var other = key.sign(question(fresh, "/tokens/making", with(Map.of("days", "90"))));
            assertThat(fresh.post("/tokens", with(other)).body()).contains("this question was not asked of you");
            var signed = key.sign(question(fresh, "/tokens/making", PLAN));
            assertThat(fresh.post("/tokens", with(signed)).body()).contains("<pre>bwt_");
            assertThat(fresh.get("/tokens").body()).contains("Make it with your passkey");
        }
    }

    private static JsonObject question(Browsing person, String path, Map<String, String> form) {
        return Json.parseObject(person.post(path, form).body());
    }
}
