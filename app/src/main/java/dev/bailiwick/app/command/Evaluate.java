package dev.bailiwick.app.command;

import dev.bailiwick.app.evaluation.EvaluationFile;
import dev.bailiwick.app.evaluation.EvaluationWorld;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.register.Pack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What would have been answered in recorded sessions. Works on files alone. */
@Command(
        name = "evaluate",
        description = "judge recorded agent sessions as if they ran now; nothing is executed",
        footer = {"", "The form of both files is told in docs/decision-quality.md."})
final class Evaluate implements Callable<Integer> {
    private static final long TELL_EVERY = 50;

    @Option(names = "--sessions", required = true, paramLabel = "FILE", description = "recorded sessions, one a line")
    private Path sessions = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the answers go, one a line")
    private Path out = Path.of("");

    @Option(names = "--policy", paramLabel = "PACK", description = "attended (default), baseline or regulated")
    private Pack policy = Pack.ATTENDED;

    @Option(names = "--world", paramLabel = "FILE", description = "another organisation than the one that ships")
    private Optional<Path> world = Optional.empty();

    @Override
    public Integer call() {
        boolean watched = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        var evaluation = EvaluationWorld.evaluation(world, policy);
        var file = new EvaluationFile(evaluation, done -> tell(watched, done), Evaluate::complain);
        var count = answer(file);
        if (watched) System.err.print("\r");
        System.err.printf("%d sessions judged, %d lines skipped%n", count.answered(), count.skipped());
        return count.skipped() == 0 ? 0 : 1;
    }

    private EvaluationFile.Count answer(EvaluationFile file) {
        try (var in = Files.newBufferedReader(sessions, StandardCharsets.UTF_8);
                var answers = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            return file.answer(in, answers);
        } catch (IOException e) {
            throw new Refusal(1, "cannot evaluate " + sessions + ": " + e.getMessage());
        }
    }

    private static void tell(boolean watched, long done) {
        if (watched && done % TELL_EVERY == 0) System.err.printf("\r%d sessions", done);
    }

    private static void complain(String what) {
        System.err.println("bailiwick: " + what);
    }
}
