package dev.bailiwick.core.hardening;

import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.command.Verdict;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The command check put to the test with what it must never let pass, for each program a profile lists.
 *
 * @param lines command lines; the word PROGRAM in them stands for each listed program
 */
public record CommandExercise(Commands commands, List<String> lines) {
    private static final String FORMAT = "bailiwick-refused-1";
    private static final String PROGRAM = "PROGRAM";

    public CommandExercise {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) throw new IllegalArgumentException("an exercise without lines proves nothing");
    }

    /** @throws dev.bailiwick.json.JsonException when the file is no exercise */
    public static CommandExercise of(JsonObject file, Commands commands) {
        var fields = Fields.of(file);
        fields.parsed("format", CommandExercise::requireFormat);
        fields.optionalText("about");
        var exercise = new CommandExercise(commands, fields.texts("lines"));
        fields.end();
        return exercise;
    }

    private static String requireFormat(String text) {
        if (!text.equals(FORMAT)) throw new IllegalArgumentException("expected the format " + FORMAT);
        return text;
    }

    public Result under(AgentProfile profile) {
        var programs = profile.programs().allowed();
        if (programs.isEmpty()) return Result.notApplicable(Check.EXE_06, "the profile lists no program");
        Optional<String> passed = programs.stream()
                .flatMap(program -> lines.stream().map(line -> line.replace(PROGRAM, program.name())))
                .filter(line -> passes(line, profile))
                .findFirst();
        return passed.map(line -> Result.fail(Check.EXE_06, "it would let pass: " + line, "the command check itself"))
                .orElseGet(() -> Result.pass(
                        Check.EXE_06,
                        "all " + lines.size() + " lines were held back, for each of " + programs.size() + " programs",
                        "the command check itself"));
    }

    private boolean passes(String line, AgentProfile profile) {
        try {
            var command = ConfinedCommand.of(line, profile, commands);
            return command.program().isPresent() && command.verdict().decision() == Verdict.Decision.ALLOW;
        } catch (IllegalArgumentException e) {
            return false; // it is not even read
        }
    }
}
