package dev.bailiwick.console.risk;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RiskPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private void scanned(AgentId agent, Map<Check, Standing> but) {
        var posture = new Posture(List.of(Check.values()).stream()
                .map(check -> new Result(check, but.getOrDefault(check, Standing.PASS), "seen so", "kernel"))
                .toList());
        assertThat(house.posture().report(agent, posture, "", new Actor.Human(CLEO, Actor.Channel.CONSOLE)))
                .isEmpty();
    }

    private String page() {
        try (var ana = Browsing.as(ANA, house)) {
            return ana.get("/risk").body();
        }
    }

    @Test
    void while_nobody_has_looked_every_row_is_red_and_the_whole_risk_is_left() {
        assertThat(page())
                .contains("2 of 2 rows are red", "20 critical", "of 20", "0 failing, 2 unknown, 0 holding")
                .contains("nobody has looked yet", "AML.CS0048");
    }

    @Test
    void one_control_that_is_switched_off_turns_its_row_red_at_once_and_on_again_it_is_held() {
        scanned(DESK, Map.of());
        scanned(SCOUT, Map.of());
        assertThat(page()).contains("1 of 2 rows are red", "4 low", "every control holds");
        scanned(SCOUT, Map.of(Check.NET_01, Standing.FAIL));
        assertThat(page())
                .contains(
                        "2 of 2 rows are red",
                        "16 critical",
                        "scout's machine: seen so",
                        "it listens on loopback only");
        scanned(SCOUT, Map.of());
        assertThat(page()).contains("1 of 2 rows are red", "4 low");
    }

    @Test
    void a_control_nobody_reads_is_unknown_and_words_are_only_text() {
        assertThat(page())
                .contains("nobody reads this control", "Fraud &lt;b&gt;")
                .doesNotContain("Fraud <b>");
    }
}
