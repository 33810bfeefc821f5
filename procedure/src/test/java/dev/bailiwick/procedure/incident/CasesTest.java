package dev.bailiwick.procedure.incident;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CasesTest {
    private final ManualClock clock = new ManualClock();
    private final MemoryAuditLog log = new MemoryAuditLog(clock);
    private final Incident incident =
            Incident.open(new CaseId("case-0000000001"), Optional.of(AGENT), "odd", by(IT).name(), clock.instant());
    private final Taken killed =
            new Taken(Step.KILL, Outcome.DONE, clock.instant(), Duration.ZERO, "none left", JsonObject.EMPTY);

    private void append(JsonObject body) {
        log.append(Event.of(Event.Kind.INCIDENT, by(IT), AGENT, body));
    }

    @Test
    void what_a_later_version_wrote_does_not_stop_the_reading() {
        append(incident.entry(killed).plus("taken", killed.json().plus("step", new JsonString("exorcise"))));
        append(incident.entry(killed).plus("taken", JsonObject.EMPTY));
        append(incident.entry(killed).plus("case", new JsonString("a case of wine")));
        append(JsonObject.EMPTY);
        append(incident.entry(killed));

        var found = new Cases(log).find(incident.id()).orElseThrow();
        assertThat(found.taken()).containsOnlyKeys(Step.KILL);
    }

    @Test
    void a_step_too_large_for_its_entry_is_read_from_beside_the_log() {
        append(JsonObject.with("beside", "…").and("what", "step").build());
        assertThat(new Cases(beside(incident.entry(killed))).find(incident.id()))
                .isPresent();
    }

    private AuditLog beside(JsonObject body) {
        return new AuditLog() {
            @Override
            public Entry append(Event event) {
                return log.append(event);
            }

            @Override
            public long size() {
                return log.size();
            }

            @Override
            public void read(long from, Predicate<Entry> visitor) {
                log.read(from, visitor);
            }

            @Override
            public Optional<JsonObject> body(Entry entry) {
                return Optional.of(body);
            }
        };
    }
}
