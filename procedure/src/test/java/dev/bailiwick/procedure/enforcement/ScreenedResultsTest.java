package dev.bailiwick.procedure.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenedResultsTest {
    private static final SessionId SESSION = new SessionId("s-1");

    private final TestHouse house = new TestHouse();

    @Test
    void a_result_is_screened_when_it_arrives() {
        report("open sesame");
        assertThat(session().json().text())
                .isEqualTo(expected("open sesame", 3))
                .isNotEqualTo(expected("open sesame", 0));
    }

    @Test
    void an_ordinary_result_leaves_no_signal() {
        report("good morning");
        assertThat(session().json().text()).isEqualTo(expected("good morning", 0));
    }

    private void report(String text) {
        house.reports.started(TestHouse.AGENT, SESSION);
        house.reports.outcome(
                TestHouse.AGENT,
                new Reports.Outcome(SESSION, Optional.empty(), "read", Optional.of(JsonObject.EMPTY), true, text));
    }

    private Session session() {
        return house.reports.session(TestHouse.AGENT, SESSION);
    }

    private static String expected(String text, int signal) {
        return Session.fresh(SESSION)
                .read("read", JsonObject.EMPTY, text, signal)
                .json()
                .text();
    }
}
