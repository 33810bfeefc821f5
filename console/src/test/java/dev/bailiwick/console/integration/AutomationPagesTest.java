package dev.bailiwick.console.integration;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.register.automation.Automation;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutomationPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void without_automations_the_page_says_where_they_are_stated() {
        assertThat(page(ANA, "/automations")).contains("No automation is registered", "bailiwick.yaml");
    }

    @Test
    void an_owner_finds_it_in_the_inbox_and_attests_it() {
        register();
        assertThat(page(CLEO, "/")).contains("Yours to do", "Automation nightly", "attest its scope");
        assertThat(page(ANA, "/")).doesNotContain("Yours to do");
        assertThat(page(ANA, "/automations"))
                .contains("not attested", "notes &lt;b")
                .doesNotContain("Attest:");
        assertThat(post(ANA)).isEqualTo(409);
        assertThat(post(CLEO)).isEqualTo(303);
        assertThat(page(CLEO, "/automations")).contains("attested until");
        assertThat(page(CLEO, "/")).doesNotContain("Yours to do");
    }

    private void register() {
        var stated = Automation.of(Fields.of(Json.parseObject("""
                {"id": "nightly", "agent": "desk", "job": "cron:7", "owner": "cleo", "purpose": "tidies the notes <b>",
                 "words": "Tidy the notes",
                 "scope": {"systems": [], "operations": ["openclaw.write"], "hosts": [], "data": [], "ceiling": 2}}""")));
        house.run(List.of(new Attested(stated, Instant.EPOCH)));
    }

    private String page(PersonId person, String path) {
        try (var somebody = Browsing.as(person, house)) {
            return somebody.get(path).body();
        }
    }

    private int post(PersonId person) {
        try (var somebody = Browsing.as(person, house)) {
            return somebody.post("/automations/nightly/attest", Map.of()).statusCode();
        }
    }
}
