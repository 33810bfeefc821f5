package dev.bailiwick.acceptance.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One case as the command line shows it: its steps, its runbook, its gate. */
public record OneCase(CommandLine line, String id) {
    /** How one step of the containment went. */
    public JsonObject step(String name) {
        return rows(line.asked("incident", "show", id), "steps", "step", name);
    }

    /** Whether a step was taken, and came to this. */
    public boolean is(String step, String outcome) {
        return line.asked("incident", "show", id).array("steps").values().stream()
                .map(JsonObject.class::cast)
                .anyMatch(row -> row.string("step").equals(Optional.of(step))
                        && row.string("outcome").equals(Optional.of(outcome)));
    }

    private static JsonObject rows(JsonObject shown, String table, String key, String name) {
        return shown.array(table).values().stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.string(key).equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
    }

    public Instant ended(String name) {
        var step = step(name);
        return Instant.parse(step.string("began").orElseThrow())
                .plusMillis(Long.parseLong(step.get("millis").orElseThrow().text()));
    }

    public void answer(String key, String choice, String text) {
        var words = Stream.concat(
                Stream.of("incident", "answer", id, key, "--text", text),
                choice.isEmpty() ? Stream.empty() : Stream.of("--choice", choice));
        line.asked(words.toArray(String[]::new));
    }

    /** What the four questions found of one kind. */
    public static List<String> found(JsonObject inquiry, String question) {
        return rows(inquiry, "answers", "question", question).array("found").values().stream()
                .map(each -> ((JsonObject) each).string("what").orElseThrow())
                .toList();
    }

    /** What a condition of the gate says is in the way; empty where it is met. */
    public String inTheWay(String condition) {
        return rows(line.asked("incident", "reactivate", id), "gate", "condition", condition)
                .string("inTheWay")
                .orElse("");
    }

    /** The steps of the playbook that say how they stand, by key. */
    public List<JsonObject> runbook() {
        return line.asked("incident", "runbook", id).object("workflow").orElseThrow().members().values().stream()
                .map(JsonObject.class::cast)
                .flatMap(step -> step.object("step_extensions").stream())
                .flatMap(extensions -> extensions.members().values().stream())
                .map(JsonObject.class::cast)
                .filter(row -> row.has("state"))
                .toList();
    }

    private List<String> open() {
        return runbook().stream()
                .filter(row -> row.string("state").equals(Optional.of("open")) && !row.has("proof"))
                .map(row -> row.string("key").orElseThrow())
                .toList();
    }

    /**
     * A person answers what is open, in the runbook's order, until nothing of theirs is.
     *
     * @param drafts a first text for each question of the review
     */
    public void answerWhatIsOpen(JsonObject drafts) {
        for (var open = open(); !open.isEmpty(); open = open())
            for (var key : open)
                answer(
                        key,
                        key.equals("severe") ? "yes" : "",
                        drafts.string(key).orElse("done"));
        assertThat(runbook())
                .allMatch(row ->
                        List.of("done", "skipped").contains(row.string("state").orElse("")));
    }
}
