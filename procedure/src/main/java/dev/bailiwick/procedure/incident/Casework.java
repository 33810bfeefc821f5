package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.runbook.Action;
import dev.bailiwick.core.incident.runbook.Course;
import dev.bailiwick.core.incident.runbook.Runbook;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes what people say about the steps of a case. Each word stands in the log with who and when, and nowhere else. */
public final class Casework {
    /** Longer than this is a document: name it instead. */
    static final int LONGEST = 4_000;

    private final Cases cases;
    private final AuditLog log;
    private final Runbook runbook;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    public Casework(Cases cases, AuditLog log, Runbook runbook, Supplier<Facts> facts, InstantSource clock) {
        this.cases = cases;
        this.log = log;
        this.runbook = runbook;
        this.facts = facts;
        this.clock = clock;
    }

    /** How far a case is; empty when there is no such case. */
    public Optional<Course> course(CaseId id) {
        return cases.find(id).map(this::course);
    }

    public Course course(Incident incident) {
        return Course.of(runbook, incident, clock.instant());
    }

    /**
     * Answers a step. A later answer replaces it as long as the case is open.
     *
     * @param choice which of the answers, where the step has some
     * @return why it does not count, empty when it does
     */
    public Optional<String> answer(CaseId id, String key, Optional<String> choice, String text, Actor.Human actor) {
        var why = obstacle(id, key, actor)
                .or(() -> words(text, "say it in a sentence"))
                .or(() -> unanswerable(step(id, key).action(), choice))
                .or(() -> locked(step(id, key)));
        if (why.isEmpty()) append(id, actor, incident -> incident.answer(key, choice, Redacted.text(text)));
        return why;
    }

    /**
     * Leaves a step out, as Security.
     *
     * @return why it is not left out, empty when it is
     */
    public Optional<String> skip(CaseId id, String key, String because, Actor.Human actor) {
        var why = obstacle(id, key, actor)
                .or(() -> holds(actor, Function.SECURITY)
                        ? Optional.empty()
                        : Optional.of("only Security leaves a step out"))
                .or(() -> words(because, "say why it is left out"))
                .or(() -> unskippable(step(id, key)))
                .or(() -> locked(step(id, key)));
        if (why.isEmpty()) append(id, actor, incident -> incident.skipping(key, Redacted.text(because)));
        return why;
    }

    private Optional<String> obstacle(CaseId id, String key, Actor.Human actor) {
        var found = cases.find(id);
        if (found.isEmpty()) return Optional.of("there is no case \"" + id + "\"");
        if (found.get().closed().isPresent()) return Optional.of("the case is closed");
        var row = course(found.get()).row(key);
        if (row.isEmpty())
            return Optional.of("no step of this case is named \"" + key + "\": `incident runbook " + id + "`");
        var who = row.get().action().who().orElse(Function.SECURITY);
        return holds(actor, who) ? Optional.empty() : Optional.of("this step is for " + Fields.spelling(who));
    }

    private boolean holds(Actor.Human actor, Function function) {
        return facts.get()
                .person(actor.person())
                .filter(person -> person.holds(function))
                .isPresent();
    }

    /** Of a step that is there, as {@link #obstacle} has seen. */
    private Course.Row step(CaseId id, String key) {
        return course(id).flatMap(course -> course.row(key)).orElseThrow();
    }

    private static Optional<String> words(String text, String otherwise) {
        if (text.isBlank()) return Optional.of(otherwise);
        if (text.length() > LONGEST)
            return Optional.of("at most " + LONGEST + " characters: name the document instead");
        return Optional.empty();
    }

    private static Optional<String> unanswerable(Action action, Optional<String> choice) {
        if (action.proof().isPresent()) return Optional.of("nobody's word closes this step: " + action.text());
        var all = action.choices().all();
        if (all.isEmpty()) return choice.map(_ -> "this step has no choices: answer it in words");
        return choice.filter(all::contains).isPresent()
                ? Optional.empty()
                : Optional.of("choose one of " + String.join(", ", all) + " (--choice)");
    }

    private static Optional<String> unskippable(Course.Row row) {
        if (row.action().terms().mandatory()) return Optional.of("this step is never left out");
        if (!row.action().choices().all().isEmpty())
            return Optional.of("a question is answered, or its strict answer counts when it is late");
        return row.status() == Course.Status.DONE ? Optional.of("it is done already") : Optional.empty();
    }

    private static Optional<String> locked(Course.Row row) {
        return row.status() == Course.Status.LOCKED ? Optional.of(row.note()) : Optional.empty();
    }

    private void append(CaseId id, Actor.Human actor, java.util.function.Function<Incident, JsonObject> body) {
        var incident = cases.find(id).orElseThrow();
        log.append(new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), body.apply(incident)));
    }
}
