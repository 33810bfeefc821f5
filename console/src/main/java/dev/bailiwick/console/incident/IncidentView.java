package dev.bailiwick.console.incident;

import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.incident.Improvement;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Said;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.incident.inquiry.Answer;
import dev.bailiwick.core.incident.inquiry.Inquiry;
import dev.bailiwick.core.incident.recovery.Gate;
import dev.bailiwick.core.incident.runbook.Course;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.json.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the pages of cases show. */
public final class IncidentView {
    private IncidentView() {}

    /** One case in the list. */
    public record Line(
            String id, String agent, Shown reason, String state, String tone, String opened, long open, long overdue) {
        static Line of(Incident incident, Course course) {
            return new Line(
                    incident.id().value(),
                    incident.agent().map(Object::toString).orElse("every agent"),
                    Shown.line(incident.reason()),
                    (incident.drill().isPresent() ? "drill, " : "") + Fields.spelling(incident.state()),
                    tone(incident.state()),
                    Spoken.time(incident.opened()),
                    course.rows().stream().filter(row -> !row.isClosed()).count(),
                    course.overdue());
        }

        private static String tone(Incident.State state) {
            return switch (state) {
                case RED -> "bad";
                case CONTAINING, CONTAINED -> "wait";
                case CLOSED -> "good";
            };
        }
    }

    /** A step of the containment and what proves it. */
    public record Contained(String step, String outcome, String tone, Shown note, String began, String took) {
        static Contained of(Incident incident, Step step) {
            return incident.at(step)
                    .map(Contained::of)
                    .orElseGet(() -> new Contained(Fields.spelling(step), "not taken", "wait", Shown.line(""), "", ""));
        }

        private static Contained of(Taken taken) {
            return new Contained(
                    Fields.spelling(taken.step()),
                    Fields.spelling(taken.outcome()),
                    tone(taken.outcome()),
                    Shown.line(taken.note()),
                    Spoken.time(taken.began()),
                    taken.took().toMillis() + " ms");
        }

        private static String tone(Outcome outcome) {
            return switch (outcome) {
                case DONE -> "good";
                case BY_HAND -> "wait";
                case FAILED, TOO_LATE -> "bad";
            };
        }
    }

    /** What was said about a step, and by whom. */
    public record Word(String by, String at, Optional<String> choice, Shown text, Optional<Long> entry) {
        static Word of(Said said) {
            return new Word(said.by(), Spoken.time(said.at()), said.choice(), Shown.block(said.text()), said.entry());
        }
    }

    /**
     * A step of the runbook.
     *
     * @param answers whether this person answers it now
     * @param leaves whether this person may leave it out now
     */
    public record Task(
            String key,
            String name,
            String text,
            String who,
            String state,
            String tone,
            String deadline,
            Shown note,
            Optional<Word> word,
            List<String> choices,
            boolean answers,
            boolean leaves) {
        static Task of(Course.Row row, Set<Function> functions, boolean open) {
            var action = row.action();
            var who = action.who().orElse(Function.SECURITY);
            boolean now = open && row.status() == Course.Status.OPEN && functions.contains(who);
            return new Task(
                    action.key(),
                    action.name(),
                    action.text(),
                    action.who().map(Spoken::function).orElse("Bailiwick"),
                    row.overdue() ? "overdue" : Fields.spelling(row.status()),
                    tone(row),
                    Spoken.time(row.deadline()),
                    Shown.line(row.note()),
                    row.said().map(Word::of),
                    action.choices().all(),
                    now && action.proof().isEmpty(),
                    now
                            && functions.contains(Function.SECURITY)
                            && !action.terms().mandatory()
                            && action.choices().all().isEmpty());
        }

        private static String tone(Course.Row row) {
            if (row.isClosed()) return "good";
            return row.overdue() ? "bad" : "wait";
        }
    }

    /** Something that is to be changed. */
    public record Change(
            String id, Shown text, String owner, String due, String state, String tone, Optional<Word> word) {
        static Change of(Improvement action, Course course) {
            boolean late = action.overdue(course.moment());
            return new Change(
                    action.id(),
                    Shown.line(action.text()),
                    action.owner().value(),
                    Spoken.time(action.due()),
                    action.done().isPresent() ? "done" : late ? "overdue" : "open",
                    action.done().isPresent() ? "good" : late ? "bad" : "wait",
                    action.done().map(Word::of));
        }
    }

    /** One question, what was found, and which part of it cannot be answered. */
    public record Asked(String question, List<Found> found, List<String> cannot) {
        static Asked of(Answer answer) {
            return new Asked(
                    answer.question().sentence(),
                    answer.sightings().stream()
                            .map(each -> new Found(
                                    Spoken.time(each.at()),
                                    each.entry(),
                                    Shown.line(each.what()),
                                    Shown.line(String.join("; ", each.why()))))
                            .toList(),
                    answer.cannot());
        }
    }

    /** Something that was not normal. */
    public record Found(String at, Optional<Long> entry, Shown what, Shown why) {}

    /** What the log said just now. */
    public record Investigated(
            List<Asked> questions, String cause, String path, List<String> steps, Map<String, String> drafts) {
        /** The first text for an answer to this step, empty where there is none. */
        public String draft(String key) {
            return drafts.getOrDefault(key, "");
        }

        static Investigated of(Inquiry inquiry) {
            var cause = inquiry.rootCause();
            return new Investigated(
                    inquiry.answers().stream().map(Asked::of).toList(),
                    Fields.spelling(cause.cause()),
                    cause.cause().path(),
                    cause.cause().steps(),
                    inquiry.reviewDraft());
        }
    }

    /** Everything of one case. */
    public record Case(
            Line line,
            String by,
            Optional<Shown> closed,
            List<Contained> contained,
            List<Task> tasks,
            List<Change> changes,
            Optional<Gate> gate,
            boolean stopped,
            boolean security,
            Optional<Word> sealed,
            Optional<Investigated> investigated,
            Optional<String> notice) {
        static Case of(
                Course course,
                Set<Function> functions,
                Optional<Gate> gate,
                Optional<Investigated> investigated,
                Optional<String> notice) {
            var incident = course.incident();
            boolean open = incident.closed().isEmpty();
            return new Case(
                    Line.of(incident, course),
                    incident.openedBy(),
                    incident.closed().map(Shown::block),
                    List.of(Step.values()).stream()
                            .map(step -> Contained.of(incident, step))
                            .toList(),
                    course.rows().stream()
                            .map(row -> Task.of(row, functions, open))
                            .toList(),
                    incident.improvements().values().stream()
                            .map(action -> Change.of(action, course))
                            .toList(),
                    gate,
                    incident.at(Step.KILL)
                            .filter(kill -> kill.outcome() == Outcome.DONE)
                            .isPresent(),
                    functions.contains(Function.SECURITY),
                    Optional.ofNullable(incident.said().get("evidence-sealed")).map(Word::of),
                    investigated,
                    notice);
        }
    }
}
