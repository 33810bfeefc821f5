package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Said;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One case's way through the runbook at one moment: the steps on it, in order. Where a question is not answered yet, neither
 * of its branches is on the way.
 */
public final class Course {
    private final Runbook runbook;
    private final Incident incident;
    private final Instant now;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private boolean decided = true;

    private Course(Runbook runbook, Incident incident, Instant now) {
        this.runbook = runbook;
        this.incident = incident;
        this.now = now;
    }

    /** Where a step is. */
    public enum Status {
        OPEN,
        /** Something must be closed before. */
        LOCKED,
        DONE,
        SKIPPED
    }

    /**
     * One step as it stands.
     *
     * @param note what is in the way, or what a machine's last attempt came to
     * @param said what closed it
     */
    public record Row(
            Action action, Status status, Instant deadline, boolean overdue, String note, Optional<Said> said) {
        public boolean isClosed() {
            return status == Status.DONE || status == Status.SKIPPED;
        }

        /** Whose it is, as people read it. */
        public String who() {
            return action.who().map(Fields::spelling).orElse("bailiwick");
        }

        public JsonObject json() {
            return JsonObject.with("step", action.key())
                    .and("state", overdue ? "overdue" : Fields.spelling(status))
                    .and("who", who())
                    .and("what", action.name())
                    .and("deadline", deadline.toString())
                    .and("by", said.map(Said::by).map(JsonString::new))
                    .and("at", said.map(each -> new JsonString(each.at().toString())))
                    .and("choice", said.flatMap(Said::choice).map(JsonString::new))
                    .and("text", said.map(Said::text).orElse(note))
                    .build();
        }
    }

    public static Course of(Runbook runbook, Incident incident, Instant now) {
        var course = new Course(runbook, incident, now);
        course.go(runbook.start());
        return course;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    public Optional<Row> row(String key) {
        return rows.stream().filter(row -> row.action().key().equals(key)).findFirst();
    }

    /** Whether every step on the way is closed, and no question is left from which the way goes on. */
    public boolean finished() {
        return decided && rows.stream().allMatch(Row::isClosed);
    }

    /** How much nobody did in time: steps, and what was to be changed. */
    public long overdue() {
        return rows.stream().filter(Row::overdue).count()
                + incident.improvements().values().stream()
                        .filter(action -> action.overdue(now))
                        .count();
    }

    /** The moment of which it tells. */
    public Instant moment() {
        return now;
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }

    Runbook runbook() {
        return runbook;
    }

    public Incident incident() {
        return incident;
    }

    private void go(String first) {
        for (var node : runbook.walk(first)) {
            switch (node) {
                case Action action -> add(action);
                case Node.Choice choice -> taken(choice);
                case Node.Begin _, Node.End _ -> {}
            }
        }
    }

    private void taken(Node.Choice choice) {
        var holding = choice.branches().stream()
                .filter(branch -> branch.condition().holds(values))
                .findFirst();
        if (holding.isPresent()) go(holding.get().first());
        else if (choice.branches().stream()
                .allMatch(branch -> branch.condition().decided(values)))
            choice.otherwise().ifPresent(this::go);
        else decided = false;
    }

    private void add(Action action) {
        var row = row(action);
        rows.add(row);
        if (row.isClosed()) closed.add(action.key());
        row.said()
                .flatMap(Said::choice)
                .or(() -> row.overdue() ? action.choices().otherwise() : Optional.empty())
                .ifPresent(value -> values.put(action.key(), value));
    }

    private Row row(Action action) {
        var deadline = incident.opened().plus(action.terms().due());
        var said = said(action);
        if (said.isPresent()) {
            boolean skipped = said.get().how() == Said.How.SKIPPED;
            return new Row(action, skipped ? Status.SKIPPED : Status.DONE, deadline, false, "", said);
        }
        var missing = missing(action);
        boolean late = now.isAfter(deadline);
        return missing.isEmpty()
                ? new Row(action, Status.OPEN, deadline, late, open(action, late), said)
                : new Row(action, Status.LOCKED, deadline, late, "first: " + String.join(", ", missing), said);
    }

    /** What is on the way and not closed. What is in a branch that was not taken is in nobody's way. */
    private List<String> missing(Action action) {
        return action.terms().after().stream()
                .filter(key -> !closed.contains(key) && (row(key).isPresent() || !decided))
                .toList();
    }

    private String open(Action action, boolean late) {
        return attempt(action)
                .map(taken -> Fields.spelling(taken.outcome()) + ": " + taken.note())
                .or(() -> action.choices()
                        .otherwise()
                        .filter(_ -> late)
                        .map(value -> "no answer in time: counts as " + value))
                .orElse("");
    }

    /** The proof first: no word of a person closes what Bailiwick proves, but it may say that it is left out. */
    private Optional<Said> said(Action action) {
        var word = Optional.ofNullable(incident.said().get(action.key()))
                .filter(said ->
                        said.how() != Said.How.SKIPPED || !action.terms().mandatory());
        if (action.proof().isEmpty()) return word;
        var skipped = word.filter(said -> said.how() == Said.How.SKIPPED);
        return switch (action.proof().get()) {
            case Action.Proof.OfStep _ ->
                attempt(action)
                        .filter(taken -> taken.outcome() == Outcome.DONE)
                        .map(Course::proved)
                        .or(() -> skipped);
            case Action.Proof.OfEntry(var what) ->
                Optional.ofNullable(incident.said().get(what)).or(() -> skipped);
        };
    }

    private Optional<Taken> attempt(Action action) {
        return action.proof()
                .filter(Action.Proof.OfStep.class::isInstance)
                .flatMap(proof -> incident.at(((Action.Proof.OfStep) proof).step()));
    }

    private static Said proved(Taken taken) {
        var by = taken.detail().string("confirmedBy").orElse("bailiwick");
        return new Said(
                Said.How.DONE, by, taken.began().plus(taken.took()), Optional.empty(), taken.note(), Optional.empty());
    }
}
