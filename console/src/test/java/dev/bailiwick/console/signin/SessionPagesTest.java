package dev.bailiwick.console.signin;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionPagesTest {
    private final PlayedHouse house = new PlayedHouse();
    private final Browsing here = Browsing.as(ANA, house);
    private final Browsing there = Browsing.as(ANA, house);
    private final Browsing cleo = Browsing.as(CLEO, house);

    @AfterEach
    void close() {
        here.close();
        there.close();
        cleo.close();
        house.close();
    }

    private static String other(String page) {
        int at = page.indexOf("/sessions/");
        return page.substring(at, page.indexOf('"', at));
    }

    private static boolean signedIn(Browsing browsing) {
        return browsing.get("/agents").statusCode() == 200;
    }

    @Test
    void a_session_that_is_ended_is_out_at_once_and_the_others_stay() {
        var page = here.get("/sessions").body();
        assertThat(page).contains("this one").containsOnlyOnce("/end\"");
        assertThat(here.post(other(page), Map.of()).statusCode()).isEqualTo(303);
        assertThat(signedIn(there)).isFalse();
        assertThat(signedIn(here)).isTrue();
        assertThat(signedIn(cleo)).isTrue();
        assertThat(here.get("/sessions").body()).doesNotContain("/end\"");
        assertThat(here.post(other(page), Map.of()).statusCode()).as("gone").isEqualTo(404);
    }

    @Test
    void nobody_sees_or_ends_the_session_of_another() {
        var page = here.get("/sessions").body();
        assertThat(cleo.get("/sessions").body()).doesNotContain("/end\"");
        assertThat(cleo.post(other(page), Map.of()).statusCode()).isEqualTo(404);
        assertThat(cleo.post("/sessions/no-digest/end", Map.of()).statusCode()).isEqualTo(404);
        assertThat(signedIn(there)).isTrue();
    }

    @Test
    void what_ran_out_is_not_listed() {
        house.clock().advance(Duration.ofHours(9));
        try (var again = Browsing.as(ANA, house)) {
            assertThat(again.get("/sessions").body()).contains("this one").doesNotContain("/end\"");
        }
    }
}
