package dev.bailiwick.procedure.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.EvidenceReads.How;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceReadsTest {
    private static final Actor.Human ADA = new Actor.Human(new PersonId("ada"), Actor.Channel.CONSOLE);
    private static final Actor.Human BEA = new Actor.Human(new PersonId("bea"), Actor.Channel.CONSOLE);

    private final ManualClock clock = new ManualClock();
    private final MemoryAuditLog log = new MemoryAuditLog(clock);
    private final EvidenceReads reads = new EvidenceReads(log, clock);

    private static JsonObject about(String text) {
        return JsonObject.with("text", text).build();
    }

    private List<String> told() {
        return log.of(Event.Kind.READ).stream()
                .map(entry -> entry.actor() + " " + entry.body().text())
                .toList();
    }

    @Test
    void who_read_what_by_which_question_is_an_entry() {
        reads.read(ADA, How.SEARCHED, about("invoice"), 3);

        assertThat(told())
                .containsExactly("person:ada {\"what\":\"searched\",\"asked\":{\"text\":\"invoice\"},\"entries\":3}");
    }

    @Test
    void a_page_that_asks_every_second_is_two_entries_in_ten_minutes() {
        for (int second = 0; second < 600; second++) {
            reads.read(ADA, How.TIMELINE, JsonObject.EMPTY, 50);
            clock.advance(Duration.ofSeconds(1));
        }
        reads.settle();

        assertThat(told()).hasSize(2);
        assertThat(told().getLast()).contains("\"again\":599", "\"entries\":29950");
    }

    @Test
    void another_person_and_another_question_are_entries_of_their_own() {
        reads.read(ADA, How.SEARCHED, about("invoice"), 3);
        reads.read(BEA, How.SEARCHED, about("invoice"), 3);
        reads.read(ADA, How.SEARCHED, about("salary"), 3);

        assertThat(told()).hasSize(3);
    }

    @Test
    void a_thousand_questions_of_one_person_do_not_flood_the_log_and_silence_nobody_else() {
        for (int i = 0; i < 1_000; i++) reads.read(ADA, How.ENTRY, about("entry " + i), 1);
        reads.read(BEA, How.ENTRY, about("entry 1"), 1);
        assertThat(told()).hasSize(EvidenceReads.MOST + 2);

        clock.advance(EvidenceReads.WINDOW);
        reads.settle();

        assertThat(told().getLast()).contains("\"what\":\"many\"", "\"again\":899");
    }

    @Test
    void what_cannot_be_written_down_is_not_handed_over() {
        log.breakDown();
        assertThatThrownBy(() -> reads.read(ADA, How.EXPORTED, about("x"), 1)).isInstanceOf(AuditUnavailable.class);
        log.mend();
        reads.read(ADA, How.EXPORTED, about("x"), 1);
        assertThat(told()).hasSize(1);
    }
}
