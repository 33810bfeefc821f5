package dev.bailiwick.core.incident.runbook;

import static dev.bailiwick.core.testing.World.DESK;
import static dev.bailiwick.core.testing.World.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.testing.ShippedRunbook;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way through the tree, each gone to its end: whatever people answer, and where nobody answers in time. */
class DecisionTreeTest {
    private static final String NOBODY = "nobody answered";
    private static final Actor SAM = new Actor.Human(new PersonId("sam"), Actor.Channel.CONSOLE);
    private static final Runbook RUNBOOK = ShippedRunbook.runbook();
    private static final Instant LATE = NOON.plus(Duration.ofDays(20));

    private static final Map<String, String> WAY_OUT = Map.of(
            "injection",
            "purge",
            "system",
            "host",
            "credential",
            "leak",
            "inconclusive",
            "strictest",
            NOBODY,
            "strictest");

    record Answers(String scope, String cause, String severe) {
        String of(String key) {
            return switch (key) {
                case "scope" -> scope;
                case "cause" -> cause;
                case "severe" -> severe;
                default -> throw new AssertionError("the tree has one more question: " + key);
            };
        }
    }

    static Stream<Answers> all() {
        return Stream.of("yes", "no", NOBODY)
                .flatMap(scope -> Stream.of("injection", "system", "credential", "inconclusive", NOBODY)
                        .flatMap(cause -> Stream.of("yes", "no", NOBODY).map(each -> new Answers(scope, cause, each))));
    }

    /** What the brief asks for, in its order. */
    private static List<String> expected(Answers answers) {
        List<String> way = new ArrayList<>(List.of("seal", "close", "kill", "revoke", "capture", "scope"));
        if (!answers.scope().equals("yes")) way.add("isolate");
        way.addAll(List.of("evidence", "investigate", "cause", WAY_OUT.get(answers.cause()), "severe"));
        boolean strict = Set.of("system", "inconclusive", NOBODY).contains(answers.cause());
        if (strict || !answers.severe().equals("no")) way.addAll(List.of("rebuild", "restore"));
        way.addAll(List.of("reissue", "review-access", "review-scope", "review-controls", "review-changes"));
        return way;
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_way_is_the_briefs_and_can_be_gone_to_its_end(Answers answers) {
        var gone = new Gone(answers);
        gone.toTheEnd();
        assertThat(gone.way()).isEqualTo(expected(answers));
    }

    @Test
    void no_branch_is_left_that_no_answer_leads_to() {
        Set<String> walked = new HashSet<>();
        all().forEach(answers -> {
            var gone = new Gone(answers);
            gone.toTheEnd();
            walked.addAll(gone.way());
        });
        assertThat(walked).isEqualTo(RUNBOOK.actions().map(Action::key).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_answer_stands_in_the_playbook_with_who_and_when(Answers answers) {
        var gone = new Gone(answers);
        gone.toTheEnd();
        var course = gone.course();
        var playbook = CasePlaybook.of(course);
        for (var row : course.rows()) {
            var ours = playbook.object("workflow")
                    .flatMap(workflow -> workflow.object(row.action().id()))
                    .flatMap(step -> step.object("step_extensions"))
                    .flatMap(extensions -> extensions.object(Runbook.EXTENSION))
                    .orElseThrow();
            if (row.said().isPresent()) assertThat(ours.members()).containsKeys("by", "at");
            else assertThat(ours.string("state")).as(row.action().key()).contains("overdue");
        }
        assertThat(CasePlaybook.blank(playbook)).isEqualTo(RUNBOOK.json());
    }

    /** One case, late enough that nobody's silence counts. */
    private static final class Gone {
        private final Answers answers;
        private Incident incident =
                Incident.open(new CaseId("case-0000000001"), Optional.of(DESK), "odd", SAM.name(), NOON);
        private long next;

        Gone(Answers answers) {
            this.answers = answers;
        }

        Course course() {
            return Course.of(RUNBOOK, incident, LATE);
        }

        List<String> way() {
            return course().rows().stream().map(row -> row.action().key()).toList();
        }

        /** Takes what is open until nothing is; every step it meets must be one that can be taken. */
        void toTheEnd() {
            for (var open = open(); open.isPresent(); open = open()) take(open.get());
            assertThat(course().rows())
                    .as("what is not closed was not answered, or waits for what was not")
                    .allMatch(
                            row -> row.isClosed() || row.status() == Course.Status.LOCKED || unanswered(row.action()));
            boolean silent = answers.toString().contains(NOBODY);
            assertThat(course().finished()).isEqualTo(!silent);
        }

        private Optional<Action> open() {
            return course().rows().stream()
                    .filter(row -> row.status() == Course.Status.OPEN)
                    .map(Course.Row::action)
                    .filter(action -> !unanswered(action))
                    .findFirst();
        }

        private boolean unanswered(Action action) {
            return !action.choices().all().isEmpty() && answers.of(action.key()).equals(NOBODY);
        }

        private void take(Action action) {
            switch (action.proof().orElse(null)) {
                case Action.Proof.OfStep(var step) ->
                    incident = incident.with(
                            new Taken(step, Outcome.DONE, NOON, Duration.ofMillis(5), "so it is", JsonObject.EMPTY));
                case Action.Proof.OfEntry(var what) ->
                    append(incident.entry(what).plus("text", new JsonString("done")));
                case null -> append(incident.answer(action.key(), choice(action), "because"));
            }
        }

        private Optional<String> choice(Action action) {
            return action.choices().all().isEmpty() ? Optional.empty() : Optional.of(answers.of(action.key()));
        }

        private void append(JsonObject body) {
            incident = incident.with(Entry.of(next++, LATE, Event.of(Event.Kind.INCIDENT, SAM, DESK, body)));
        }
    }
}
