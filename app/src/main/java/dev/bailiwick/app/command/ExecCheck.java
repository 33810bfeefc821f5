package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.CommandFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.command.Analysis;
import dev.bailiwick.core.command.AnyProfile;
import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.command.Profile;
import dev.bailiwick.core.command.Profiles;
import dev.bailiwick.core.command.ShellReading;
import dev.bailiwick.core.command.Verdict;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judging command lines. Works on files alone; runs nothing. */
@Command(
        name = "exec-check",
        description =
                "judge command lines without running them: what they would touch, and whether a profile lets them",
        footer = {
            "",
            "One line:    bailiwick exec-check -- 'sort a.txt > b.txt'      exit 0 allowed, 4 denied, 5 a person must approve",
            "Many lines:  bailiwick exec-check --profile any --items FILE --out FILE",
            "",
            "Items are JSON Lines {\"id\", \"command\", \"profile\"}; answers {\"id\", \"decision\", \"specified\", \"reasons\"}.",
            "specified: the arguments of every program in the line are described; see docs/commands.md."
        })
final class ExecCheck implements Callable<Integer> {
    private static final int DENIED = 4;
    private static final int PENDING = 5;

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            description = "profiles by name; each item names one, or --profile does")
    private Optional<Path> profiles = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "the profile to judge by; any: no list, what only reads or writes below the working directory passes")
    private Optional<String> profile = Optional.empty();

    @ArgGroup(exclusive = false)
    private @Nullable ItemsOption items;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "one command line, explained")
    private Optional<String> command = Optional.empty();

    @Override
    public Integer call() {
        var judges = new Judges(CommandFiles.shipped(), profile, profiles.map(file -> Profiles.of(read(file))));
        if (command.isPresent() && items == null) return explain(command.get(), judges);
        if (command.isEmpty() && items != null) {
            return items.each(item -> answer(item, judges)).exitCode();
        }
        throw new Refusal(2, "give one COMMAND, or --items with --out");
    }

    /** What is known of commands, and which profile judges an item. */
    private record Judges(Commands commands, Optional<String> always, Optional<Profiles> profiles) {
        Profile of(Optional<String> named) {
            String name = always.or(() -> named).orElse("any");
            if (name.equals("any")) return new AnyProfile();
            return profiles.flatMap(known -> known.find(name))
                    .orElseThrow(() -> new IllegalArgumentException("there is no profile \"" + name + "\""));
        }
    }

    private Integer explain(String text, Judges judges) {
        var analysis = judges.commands().analyse(text);
        var verdict =
                judges.of(Optional.empty()).judge(analysis, judges.commands().places());
        System.out.println("text:      " + Untrusted.visible(text));
        analysis.line().ifPresent(line -> {
            System.out.println("runs as:   " + line.shown());
            line.commands()
                    .forEach(each -> System.out.println("arguments: "
                            + JsonArray.ofStrings(each.arguments()).text()));
            System.out.println("digest:    " + line.digest());
        });
        analysis.refused()
                .map(ShellReading.Refused::sentence)
                .ifPresent(why -> System.out.println("unread:    " + why));
        analysis.touches()
                .forEach(touch -> System.out.println("touches:   " + word(touch.kind()) + " "
                        + Untrusted.visible(touch.operand()) + " (" + touch.because() + ")"));
        System.out.println("decision:  " + word(verdict.decision()) + because(verdict));
        return exit(verdict);
    }

    private static String because(Verdict verdict) {
        return verdict.reasons().isEmpty() ? "" : ": " + String.join("; ", verdict.reasons());
    }

    private static int exit(Verdict verdict) {
        return switch (verdict.decision()) {
            case ALLOW -> 0;
            case APPROVE -> PENDING;
            case DENY -> DENIED;
        };
    }

    private JsonObject answer(Fields item, Judges judges) {
        String id = item.text("id");
        var analysis = judges.commands().analyse(item.text("command"));
        return json(
                id,
                analysis,
                judges.of(item.optionalText("profile"))
                        .judge(analysis, judges.commands().places()));
    }

    private static JsonObject json(String id, Analysis analysis, Verdict verdict) {
        return JsonObject.with("id", id)
                .and("decision", word(verdict.decision()))
                .and("specified", analysis.specified())
                .and("reasons", JsonArray.ofStrings(verdict.reasons()))
                .build();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject read(Path file) {
        try {
            return Json.parseObject(Files.readAllBytes(file), JsonLimits.FILE);
        } catch (IOException e) {
            throw new Refusal("cannot read " + file + ": " + e.getMessage());
        }
    }
}
