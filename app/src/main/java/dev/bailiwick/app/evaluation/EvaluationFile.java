package dev.bailiwick.app.evaluation;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.procedure.evaluation.Evaluation;
import dev.bailiwick.procedure.evaluation.RecordedSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Answers a file of recorded sessions, one a line, with a file of decisions, one a line in the same order. */
public final class EvaluationFile {
    private final Evaluation evaluation;
    private final LongConsumer progress;
    private final Consumer<String> complaints;

    /**
     * @param progress told how many sessions are done
     * @param complaints told which line cannot be read, and why
     */
    public EvaluationFile(Evaluation evaluation, LongConsumer progress, Consumer<String> complaints) {
        this.evaluation = evaluation;
        this.progress = progress;
        this.complaints = complaints;
    }

    /** How many lines were answered, and how many could not be read. */
    public record Count(long answered, long skipped) {}

    public Count answer(BufferedReader sessions, Writer decisions) throws IOException {
        long answered = 0;
        long skipped = 0;
        long number = 0;
        String line;
        while ((line = sessions.readLine()) != null) {
            number++;
            if (line.isBlank()) continue;
            try {
                decisions.write(evaluation
                        .answer(RecordedSession.of(Json.parse(line, JsonLimits.FILE)))
                        .text());
                decisions.write('\n');
                progress.accept(++answered);
            } catch (JsonException | IllegalArgumentException e) {
                skipped++;
                complaints.accept("line " + number + ": " + Untrusted.visible(String.valueOf(e.getMessage())));
            }
        }
        return new Count(answered, skipped);
    }
}
