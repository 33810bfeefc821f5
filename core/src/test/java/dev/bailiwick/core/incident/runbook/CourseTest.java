package dev.bailiwick.core.incident.runbook;

import static dev.bailiwick.core.testing.World.DESK;
import static dev.bailiwick.core.testing.World.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.incident.runbook.Course.Status;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.testing.ShippedRunbook;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Actor SAM = new Actor.Human(new PersonId("sam"), Actor.Channel.CONSOLE);
    private static final List<String> REVIEW =
            List.of("review-access", "review-scope", "review-controls", "review-changes");

    private final Runbook runbook = ShippedRunbook.runbook();
    private Incident incident =
            Incident.open(new CaseId("case-0000000001"), Optional.of(DESK), "odd", SAM.name(), NOON);
    private Instant now = NOON.plusSeconds(60);
    private long next;

    private Course course() {
        return Course.of(runbook, incident, now);
    }

    private Course.Row row(String key) {
        return course().row(key).orElseThrow();
    }

    private List<String> way() {
        return course().rows().stream().map(row -> row.action().key()).toList();
    }

    private void take(Step step, Outcome outcome) {
        incident = incident.with(new Taken(step, outcome, NOON, Duration.ofMillis(5), "so it is", JsonObject.EMPTY));
    }

    private void contained() {
        for (var step : List.of(Step.SEAL, Step.CLOSE, Step.KILL, Step.REVOKE, Step.CAPTURE)) take(step, Outcome.DONE);
    }

    private void append(JsonObject body) {
        incident = incident.with(Entry.of(next++, now, Event.of(Event.Kind.INCIDENT, SAM, DESK, body)));
    }

    private void answer(String key, String choice) {
        append(incident.answer(key, Optional.of(choice), "because"));
    }

    private void answer(String key) {
        append(incident.answer(key, Optional.empty(), "done so"));
    }

    private void investigated() {
        contained();
        append(incident.entry("evidence-sealed"));
        append(incident.entry("investigated"));
    }

    @Test
    void the_steps_stand_in_the_order_of_the_brief() {
        assertThat(way())
                .containsSubsequence("seal", "close", "kill", "revoke", "scope", "evidence", "investigate", "cause")
                .containsSubsequence("cause", "severe", "reissue", "review-access", "review-changes");
    }

    @Test
    void what_bailiwick_does_is_closed_by_its_proof_alone() {
        assertThat(row("kill").status()).isEqualTo(Status.OPEN);
        take(Step.KILL, Outcome.FAILED);
        assertThat(row("kill").status()).isEqualTo(Status.OPEN);
        assertThat(row("kill").note()).contains("failed: so it is");
        answer("kill");
        assertThat(row("kill").status()).isEqualTo(Status.OPEN);
        take(Step.KILL, Outcome.DONE);
        assertThat(row("kill").status()).isEqualTo(Status.DONE);
        assertThat(row("kill").said().orElseThrow().by()).isEqualTo("bailiwick");
    }

    @Test
    void nobody_investigates_before_the_kill() {
        assertThat(row("investigate").status()).isEqualTo(Status.LOCKED);
        assertThat(row("investigate").note()).contains("kill");
        take(Step.KILL, Outcome.DONE);
        assertThat(row("investigate").status()).isEqualTo(Status.OPEN);
    }

    @Test
    void a_mandatory_step_is_not_left_out_whatever_an_entry_says() {
        append(incident.skipping("kill", "no time"));
        assertThat(row("kill").status()).isEqualTo(Status.OPEN);
        append(incident.skipping("review-access", "no time"));
        assertThat(row("review-access").isClosed()).isFalse();
    }

    @Test
    void a_skipped_step_says_who_and_why() {
        append(incident.skipping("capture", "the disk is gone"));
        assertThat(row("capture").status()).isEqualTo(Status.SKIPPED);
        assertThat(row("capture").json().string("by")).contains("person:sam");
        assertThat(row("capture").json().string("text")).contains("the disk is gone");
    }

    @Test
    void with_the_scope_known_nobody_has_to_isolate() {
        assertThat(way()).doesNotContain("isolate");
        answer("scope", "yes");
        assertThat(way()).doesNotContain("isolate");
        answer("scope", "no");
        assertThat(way()).containsSubsequence("scope", "isolate", "evidence");
    }

    @Test
    void a_scope_that_nobody_states_in_time_counts_as_unknown() {
        now = NOON.plus(Duration.ofMinutes(31));
        assertThat(way()).contains("isolate");
        assertThat(row("scope").overdue()).isTrue();
        assertThat(row("scope").note()).contains("counts as no");
        assertThat(row("scope").json().string("state")).contains("overdue");
    }

    @Test
    void each_cause_has_its_way_out_and_doubt_the_strictest() {
        investigated();
        answer("severe", "no");
        answer("cause", "injection");
        assertThat(way()).contains("purge").doesNotContain("host", "leak", "strictest", "rebuild");
        answer("cause", "credential");
        assertThat(way()).contains("leak").doesNotContain("purge", "rebuild");
        answer("cause", "system");
        assertThat(way()).contains("host", "rebuild", "restore");
        answer("cause", "inconclusive");
        assertThat(way()).contains("strictest", "rebuild", "restore");
    }

    @Test
    void a_severe_case_is_rebuilt_and_nothing_is_restored_before() {
        investigated();
        answer("cause", "injection");
        answer("severe", "yes");
        assertThat(row("rebuild").status()).isEqualTo(Status.OPEN);
        assertThat(row("restore").status()).isEqualTo(Status.LOCKED);
        answer("rebuild");
        assertThat(row("restore").status()).isEqualTo(Status.OPEN);
    }

    @Test
    void it_is_finished_when_every_step_on_the_way_is_closed() {
        investigated();
        answer("scope", "yes");
        answer("cause", "injection");
        answer("severe", "no");
        answer("purge");
        answer("reissue");
        REVIEW.subList(0, 3).forEach(this::answer);
        assertThat(course().finished()).isFalse();
        answer(REVIEW.getLast());
        assertThat(course().finished()).isTrue();
    }

    @Test
    void the_same_entries_give_the_same_course() {
        investigated();
        answer("cause", "system");
        assertThat(course().rows()).isEqualTo(course().rows());
    }
}
