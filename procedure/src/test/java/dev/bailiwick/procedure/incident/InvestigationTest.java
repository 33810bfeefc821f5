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
import dev.bailiwick.core.incident.inquiry.Normal;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InvestigationTest {
    private static final CaseId ID = new CaseId("case-0000000001");
    private static final AgentId OTHER = new AgentId("other");

    private final ManualClock clock = new ManualClock();
    private final MemoryAuditLog log = new MemoryAuditLog(clock);
    private final Investigation investigation =
            new Investigation(new Cases(log), log, (_, since) -> new Normal(since, Set.of(), Optional.empty()));

    private void opened(Optional<AgentId> agent, Outcome kill) {
        var now = clock.instant();
        var incident = Incident.open(ID, agent, "odd", by(IT).name(), now);
        append(agent, incident.entry("opened"));
        append(agent, incident.entry(new Taken(Step.KILL, kill, now, Duration.ZERO, "so", JsonObject.EMPTY)));
    }

    private void append(Optional<AgentId> agent, JsonObject body) {
        log.append(new Event(Event.Kind.INCIDENT, by(IT), agent, Optional.empty(), body));
    }

    private void alert(Optional<AgentId> agent) {
        var body =
                JsonObject.with("what", "unknown-credential").and("text", "so").build();
        log.append(new Event(Event.Kind.ALERT, new Actor.House(), agent, Optional.empty(), body));
    }

    private String why(Optional<AgentId> agent, Optional<Instant> since) {
        return investigation.ask(ID, agent, since, by(IT)) instanceof Investigation.Asked.Refused(var why) ? why : "";
    }

    private JsonObject answered(Optional<Instant> since) {
        return investigation.ask(ID, Optional.empty(), since, by(IT))
                        instanceof Investigation.Asked.Answered(var inquiry)
                ? inquiry.json()
                : JsonObject.EMPTY;
    }

    private List<Entry> looks() {
        List<Entry> looks = new ArrayList<>();
        log.read(0, entry -> {
            if (entry.body().string("what").equals(Optional.of("investigated"))) looks.add(entry);
            return true;
        });
        return looks;
    }

    @Test
    void nobody_investigates_before_the_stop_is_proved() {
        opened(Optional.of(AGENT), Outcome.FAILED);
        assertThat(why(Optional.empty(), Optional.empty())).contains("not proved");
        assertThat(looks()).isEmpty();
    }

    @Test
    void a_case_that_is_not_there_has_no_answer() {
        assertThat(why(Optional.empty(), Optional.empty())).contains("there is no case");
    }

    @Test
    void a_case_of_every_agent_is_asked_for_one() {
        opened(Optional.empty(), Outcome.DONE);
        assertThat(why(Optional.empty(), Optional.empty())).contains("say which one");
        assertThat(why(Optional.of(OTHER), Optional.empty())).isEmpty();
    }

    @Test
    void a_case_of_one_agent_is_not_asked_for_another() {
        opened(Optional.of(AGENT), Outcome.DONE);
        assertThat(why(Optional.of(OTHER), Optional.empty())).contains("the case is of " + AGENT);
    }

    @Test
    void a_beginning_after_the_case_or_before_all_logs_is_refused() {
        opened(Optional.of(AGENT), Outcome.DONE);
        assertThat(why(Optional.empty(), Optional.of(clock.instant()))).contains("before that");
        assertThat(why(Optional.empty(), Optional.of(Instant.MIN))).contains("no log is that old");
    }

    @Test
    void only_what_concerns_the_agent_in_the_time_is_read() {
        alert(Optional.of(AGENT));
        clock.advance(Duration.ofHours(30));
        alert(Optional.of(AGENT));
        alert(Optional.of(OTHER));
        alert(Optional.empty());
        clock.advance(Duration.ofHours(1));
        opened(Optional.of(AGENT), Outcome.DONE);
        clock.advance(Duration.ofHours(1));
        alert(Optional.of(AGENT));

        assertThat(answered(Optional.empty()).get("entries")).contains(JsonNumber.of(2));
        assertThat(answered(Optional.of(ManualClock.START)).get("entries")).contains(JsonNumber.of(3));
    }

    @Test
    void each_look_stands_in_the_log_with_who_and_since_when() {
        opened(Optional.of(AGENT), Outcome.DONE);
        answered(Optional.of(ManualClock.START.minusSeconds(60)));

        assertThat(looks()).singleElement().satisfies(look -> {
            assertThat(look.actor()).isEqualTo(by(IT).name());
            assertThat(look.body().string("since")).contains("2026-03-02T08:59:00Z");
            assertThat(look.body().string("cause")).contains("inconclusive");
        });
    }
}
