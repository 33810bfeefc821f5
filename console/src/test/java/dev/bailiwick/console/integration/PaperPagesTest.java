package dev.bailiwick.console.integration;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.DORA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Owners;
import dev.bailiwick.core.register.Paper;
import dev.bailiwick.core.value.PersonId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaperPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void an_owner_reads_it_as_text_and_acknowledges_it_once() {
        assertThat(page(ANA)).contains("No paper is in force");
        var owners = Optional.of(new Owners(CLEO, new PersonId("ivo"), ANA));
        house.currentFacts()
                .change(now -> now.with(now.agent(DESK).orElseThrow().ownedBy(owners)));
        var paper = new Paper(Paper.ACCEPTABLE_USE, Optional.empty(), 14, "never <b>private</b> accounts");
        assertThat(house.papers().propose(paper, by(ANA), "ours")).isEmpty();
        assertThat(house.papers().publish(paper.digest(), by(CLEO), "ours")).isEmpty();

        assertThat(page(ANA))
                .contains(
                        "acceptable-use",
                        "version 1",
                        "I have read exactly this",
                        "private",
                        "has not acknowledged yet")
                .doesNotContain("<b>private");
        assertThat(page(DORA)).doesNotContain("I have read exactly this");
        assertThat(acknowledge(DORA, paper)).isEqualTo(409);
        assertThat(acknowledge(ANA, paper)).isEqualTo(303);
        assertThat(page(ANA)).contains("acknowledged").doesNotContain("I have read exactly this");
        house.clock().advance(Duration.ofDays(15));
        assertThat(page(CLEO)).contains("overdue", "I have read exactly this");
    }

    private static Actor.Human by(PersonId person) {
        return new Actor.Human(person, Actor.Channel.CONSOLE);
    }

    private String page(PersonId person) {
        try (var browsing = Browsing.as(person, house)) {
            return browsing.get("/papers").body();
        }
    }

    private int acknowledge(PersonId person, Paper paper) {
        try (var browsing = Browsing.as(person, house)) {
            return browsing.post("/papers/" + paper.digest() + "/acknowledge", Map.of())
                    .statusCode();
        }
    }
}
