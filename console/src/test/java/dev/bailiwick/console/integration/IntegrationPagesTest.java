package dev.bailiwick.console.integration;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DORA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.IntegrationDesk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntegrationPagesTest {
    private static final PersonId IVO = new PersonId("ivo");

    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_request_waits_with_what_it_would_change() {
        assertThat(page(CLEO, "/integrations")).contains("No request waits");
        var asked = request("charges <b>disputed</b> by shoppers are looked up by hand today");
        assertThat(page(CLEO, "/integrations"))
                .contains("stripe for agent desk", "waits for you", "waits for cleo, ivo, ana", "reach +");
        assertThat(page(DORA, "/integrations")).doesNotContain("waits for you");
        assertThat(page(CLEO, "/integrations/" + asked.id()))
                .contains("refunds:write", "disputed", "Missing: the agent never holds the credential")
                .doesNotContain("<b>disputed");
    }

    @Test
    void whoever_cannot_accept_reads_why_and_cannot() {
        var asked = request("charges disputed by shoppers are looked up by hand today");
        for (var person : List.of(DORA, BEN)) {
            assertThat(page(person, "/integrations/" + asked.id())).contains("Why you cannot accept this");
            assertThat(post(person, asked, "accept", Map.of())).isEqualTo(409);
        }
        assertThat(post(CLEO, asked, "accept", Map.of())).isEqualTo(409);
        assertThat(post(CLEO, asked, "accept", Map.of("exception", "soon"))).isEqualTo(400);
    }

    @Test
    void three_owners_accept_and_one_word_ends_it() {
        var asked = request("charges disputed by shoppers are looked up by hand today");
        var day = java.time.LocalDate.ofInstant(
                house.clock().instant().plus(Duration.ofDays(20)), java.time.ZoneOffset.UTC);
        post(CLEO, asked, "accept", Map.of("exception", day.toString(), "reason", "until the broker is there"));
        post(IVO, asked, "accept", Map.of());
        post(ANA, asked, "accept", Map.of());
        assertThat(page(ANA, "/integrations")).contains(">approved<", day.toString());
        assertThat(page(ANA, "/integrations/" + asked.id()))
                .contains("until the broker is there", "no longer than the exception");
        house.clock().advance(Duration.ofDays(21));
        assertThat(page(ANA, "/integrations")).contains(">expired<");
        assertThat(post(ANA, asked, "retire", Map.of())).isEqualTo(400);
        post(ANA, asked, "retire", Map.of("reason", "nobody uses it"));
        assertThat(page(ANA, "/integrations")).contains(">retired<");
    }

    @Test
    void a_form_is_filled_from_the_guide_and_shows_the_change_before_anybody_asks() {
        house.employ(new Person(IVO, "Ivo", Set.of(Function.IT), true, Optional.empty(), Set.of()));
        assertThat(page(DORA, "/integrations/new?system=stripe")).contains("charges:read");
        var fields = new java.util.HashMap<>(Map.of(
                "system", "stripe",
                "agent", "desk",
                "justification", "charges disputed by shoppers are looked up by hand today",
                "permissions", "refunds:write",
                "safeguard-gate", "on",
                "security", "cleo",
                "it", "ivo",
                "business", "ana",
                "until",
                        java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                                .plusDays(60)
                                .toString()));
        try (var somebody = Browsing.as(DORA, house)) {
            var preview = somebody.post("/integrations/new/preview", fields);
            assertThat(preview.statusCode()).isEqualTo(200);
            assertThat(preview.body())
                    .contains(
                            "What it would change", "Missing: the agent never holds", "payments.refund", "Ask for it");
            assertThat(house.integrations().live()).isEmpty();
            assertThat(somebody.post("/integrations/new/request", fields).statusCode())
                    .isEqualTo(303);
            assertThat(house.integrations().live()).hasSize(1);
            assertThat(somebody.post("/integrations/new/request", fields).statusCode())
                    .isEqualTo(409);
            house.spoilRegister("register.yaml line 3, column 5: no such guide");
            assertThat(somebody.post("/integrations/new/preview", fields).statusCode())
                    .isEqualTo(503);
            house.registering(Inventory.EMPTY);
            fields.put("justification", "");
            assertThat(somebody.post("/integrations/new/preview", fields).body())
                    .contains("/justification");
            fields.put("justification", "charges disputed by shoppers are looked up by hand today");
            fields.putAll(Map.of("system", "gmail", "permissions", "https://mail.google.com/"));
            var forbidden = somebody.post("/integrations/new/preview", fields);
            assertThat(forbidden.statusCode()).isEqualTo(422);
            assertThat(forbidden.body()).contains("never for an agent", "gmail.metadata");
        }
    }

    @Test
    void each_guide_has_a_page() {
        assertThat(page(ANA, "/guides")).contains("/guides/slack", "team messaging");
        assertThat(page(ANA, "/guides/slack")).contains("search:read", "forbid", "auth.revoke", "chat.send");
        assertThat(page(ANA, "/guides/nothing")).contains("guide");
    }

    private Integration request(String why) {
        house.employ(new Person(IVO, "Ivo", Set.of(Function.IT), true, Optional.empty(), Set.of()));
        var form = JsonObject.with("system", "stripe")
                .and("agent", "desk")
                .and("permissions", JsonArray.ofStrings(List.of("refunds:write")))
                .and("safeguards", JsonArray.ofStrings(List.of("gate")))
                .and("justification", why)
                .and(
                        "owners",
                        JsonObject.with("security", "cleo")
                                .and("it", "ivo")
                                .and("business", "ana")
                                .build())
                .and("until", house.clock().instant().plus(Duration.ofDays(60)).toString())
                .build();
        var answer = house.integrations().request(Fields.of(form), new Actor.Human(DORA, Actor.Channel.CONSOLE));
        return ((IntegrationDesk.Answer.Opened) answer).integration();
    }

    private String page(PersonId person, String path) {
        try (var somebody = Browsing.as(person, house)) {
            return somebody.get(path).body();
        }
    }

    private int post(PersonId person, Integration integration, String what, Map<String, String> fields) {
        try (var somebody = Browsing.as(person, house)) {
            return somebody.post("/integrations/" + integration.id() + "/" + what, fields)
                    .statusCode();
        }
    }
}
