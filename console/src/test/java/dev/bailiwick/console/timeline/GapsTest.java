package dev.bailiwick.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is not there is shown. */
class GapsTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    private final List<Entry> entries = new ArrayList<>();
    private long unreadable = Long.MAX_VALUE;
    private final LogSearch search = new LogSearch(new Files());

    /** What can be read of a log's files. */
    private final class Files implements AuditLog {
        @Override
        public Entry append(Event event) {
            throw new AuditUnavailable("nothing is written here");
        }

        @Override
        public long size() {
            return 12;
        }

        @Override
        public void read(long from, Predicate<Entry> visitor) {
            for (var entry : entries) {
                if (entry.sequence() >= unreadable) throw new AuditUnavailable("a segment is missing");
                if (entry.sequence() >= from && !visitor.test(entry)) return;
            }
        }
    }

    private GapsTest() {
        for (long sequence = 0; sequence < 12; sequence++)
            entries.add(entry(sequence, sequence % 2 == 0 ? "desk" : "scout"));
    }

    private static Entry entry(long sequence, String agent) {
        var id = new AgentId(agent);
        var body = JsonObject.with("tool", "t" + sequence).build();
        return Entry.of(sequence, AT, Event.of(Event.Kind.DECISION, new Actor.Machine(id), id, body));
    }

    private void prune(int first, int last) {
        for (int i = first; i <= last; i++)
            entries.set(i, Stub.of(entries.get(i), 11).entry());
    }

    private LogSearch.Found all() {
        return search.newest(Filter.ALL, Optional.empty(), 50);
    }

    @Test
    void what_was_removed_when_its_retention_was_over_is_one_line_that_leads_to_the_entry_which_says_so() {
        prune(2, 7);

        assertThat(all().gaps()).containsExactly(new Gap(2, 7, 6, Optional.of(11L)));
        assertThat(all().entries()).hasSize(6);
        assertThat(all().lines().stream().map(Line::sequence)).containsExactly(11L, 10L, 9L, 8L, 7L, 1L, 0L);
        assertThat(new Gap(2, 7, 6, Optional.of(11L)).sentence())
                .isEqualTo("6 entries from 2 to 7: removed when the retention was over, as entry 11 says");
    }

    @Test
    void entries_that_are_missing_are_a_gap_and_no_silence() {
        entries.subList(3, 6).clear();

        assertThat(all().gaps()).containsExactly(new Gap(3, 5, 3, Optional.empty()));
        assertThat(all().lines().get(6).answer()).isEqualTo("missing");
    }

    @Test
    void what_cannot_be_read_any_further_is_a_gap_too() {
        unreadable = 9;

        assertThat(all().gaps()).containsExactly(new Gap(9, 11, 3, Optional.empty()));
        assertThat(all().entries()).hasSize(9);
    }

    @Test
    void a_filter_that_a_removed_entry_cannot_have_met_shows_no_gap() {
        prune(2, 5);

        assertThat(search.newest(Filter.ofAgent("desk"), Optional.empty(), 50).gaps())
                .containsExactly(new Gap(2, 4, 2, Optional.of(11L)));
        assertThat(search.newest(Filter.ofAgent("other"), Optional.empty(), 50).gaps())
                .isEmpty();
    }

    @Test
    void a_session_in_which_something_was_removed_says_where() {
        prune(2, 2);

        var found = search.newest(Filter.ofAgent("desk"), Optional.empty(), 50);
        assertThat(Replay.of("desk", "main", found).steps().stream()
                        .map(step -> step.line().kind()))
                .containsExactly("decision", "gap", "decision", "decision", "decision", "decision");
    }
}
