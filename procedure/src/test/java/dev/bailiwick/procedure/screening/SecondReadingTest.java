package dev.bailiwick.procedure.screening;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.detection.Screening;
import dev.bailiwick.core.detection.Signal;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.screening.Scanner.Opinion;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondReadingTest {
    private static final SessionId SESSION = new SessionId("s-1");
    private static final String TEXT = "the minutes of the meeting";

    private final TestHouse house = new TestHouse();
    private final Sessions sessions = new Sessions();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean broken;
    private Opinion opinion = said(Signal.NONE);

    private final Scanner guard = new Scanner() {
        @Override
        public String name() {
            return "guard";
        }

        @Override
        public Opinion scan(String text) {
            if (broken) throw new IllegalStateException("a bug of the scanner's");
            return opinion;
        }
    };

    private static Opinion said(Signal signal) {
        return new Opinion.Said(new Screening(0.7, signal, List.of()));
    }

    private SecondReading reading(Signal silence) {
        var asked = List.of(new SecondReading.Asked(guard, silence));
        return new SecondReading(asked, sessions, house.log, house.alerts, waiting::add);
    }

    private void read(SecondReading reading) {
        sessions.change(AGENT, SESSION, session -> session.read("read", JsonObject.EMPTY, TEXT, 0));
        reading.read(AGENT, SESSION, TEXT, Screening.NOTHING);
    }

    private void scanned() {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) next.run();
    }

    private int heard() {
        return sessions.of(AGENT, SESSION).past().contents().all().getLast().signal();
    }

    private List<String> alerts() {
        List<String> found = new ArrayList<>();
        for (var entry : house.log.entries()) {
            if (entry.kind() == Event.Kind.ALERT) entry.body().string("what").ifPresent(found::add);
        }
        return found;
    }

    @Test
    void nobody_waits_for_a_scanner_and_what_it_hears_raises_what_the_session_remembers() {
        opinion = said(Signal.SUSPICIOUS);
        read(reading(Signal.NONE));
        assertThat(heard()).isZero();

        scanned();

        assertThat(heard()).isEqualTo(2);
        assertThat(house.log.entries())
                .anyMatch(entry ->
                        entry.body().string("what").filter("scanned"::equals).isPresent());
    }

    @Test
    void a_scanner_never_refuses_by_itself() {
        opinion = said(Signal.HOSTILE);
        read(reading(Signal.NONE));
        scanned();
        assertThat(heard()).isEqualTo(2);
    }

    @Test
    void a_scanner_never_lowers_what_the_own_screen_heard() {
        sessions.change(AGENT, SESSION, session -> session.read("read", JsonObject.EMPTY, TEXT, 3));
        reading(Signal.NONE).read(AGENT, SESSION, TEXT, new Screening(1, Signal.HOSTILE, List.of()));
        scanned();
        assertThat(heard()).isEqualTo(3);
    }

    @Test
    void silence_counts_as_what_the_organisation_said_and_is_told_once_until_it_ends() {
        var reading = reading(Signal.NOTED);
        opinion = new Opinion.Silent("does not answer");
        read(reading);
        read(reading);
        scanned();
        assertThat(heard()).isEqualTo(1);
        assertThat(alerts()).containsExactly("scanner-silent");

        opinion = said(Signal.NONE);
        read(reading);
        scanned();
        opinion = new Opinion.Silent("does not answer");
        read(reading);
        scanned();
        assertThat(alerts()).containsExactly("scanner-silent", "scanner-silent");
    }

    @Test
    void a_scanner_that_breaks_is_one_that_is_silent() {
        broken = true;
        read(reading(Signal.NOTED));
        scanned();
        assertThat(heard()).isEqualTo(1);
        assertThat(alerts()).containsExactly("scanner-silent");
    }

    @Test
    void the_session_is_stricter_even_while_the_log_is_away() {
        opinion = said(Signal.SUSPICIOUS);
        read(reading(Signal.NONE));
        house.log.breakDown();
        assertThatThrownBy(this::scanned).isInstanceOf(AuditUnavailable.class);
        assertThat(heard()).isEqualTo(2);
    }

    @Test
    void texts_beyond_what_the_scanners_manage_are_ones_they_are_silent_about() {
        var reading = reading(Signal.SUSPICIOUS);
        for (int i = 0; i <= SecondReading.AT_ONCE; i++) read(reading);
        assertThat(waiting).hasSize(SecondReading.AT_ONCE);
        assertThat(heard()).isEqualTo(2);
        assertThat(alerts()).containsExactly("scanner-silent");
    }
}
