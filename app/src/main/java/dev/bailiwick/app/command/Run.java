package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.CommandFiles;
import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.command.Verdict;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.ConfinedCommand;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.host.confine.Confinement;
import dev.bailiwick.host.freeze.FreezeMarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One command of an agent, under the kernel's walls. Needs no server. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "run one command of an agent under Landlock, seccomp and no-new-privileges",
            "What runs is the parsed argument list, never the text. Exit 4: denied, 5: a person must approve, 1: not confined.",
            "As root it becomes the profile's account first."
        })
final class Run implements Callable<Integer> {
    private static final int DENIED = 4;
    private static final int PENDING = 5;

    @Option(names = "--agent", required = true, paramLabel = "NAME")
    private String agent = "";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "its profile (default: profiles/NAME.yaml in the data folder)")
    private Optional<String> profile = Optional.empty();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "a program and its arguments, or one command line")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        var id = new AgentId(agent);
        var read = ProfileFiles.read(profile.orElseGet(
                () -> data.folder().path().resolve("profiles/" + id + ".yaml").toString()));
        requireMoving(id);
        var command = ConfinedCommand.of(text(words), read, CommandFiles.shipped());
        var program = permitted(command);
        var bytes = digest(program);
        pending(command, command.binding(bytes, read));
        start(command, program, read, bytes);
        throw new IllegalStateException("a command that started does not return");
    }

    /** The last freeze this machine was told holds, with the server or without. */
    private void requireMoving(AgentId id) {
        var frozen = new FreezeMarks(data.folder().freezes()).load().of(id);
        if (frozen.isPresent())
            throw new Refusal(
                    DENIED, "agent " + id + " is frozen: " + frozen.get().reason());
    }

    /** Words are arguments already: quoted, they read as themselves. One word is a line. */
    private static String text(List<String> words) {
        if (words.size() == 1) return words.getFirst();
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private static HostPath permitted(ConfinedCommand command) {
        if (command.verdict().decision() == Verdict.Decision.DENY
                || command.program().isEmpty()) {
            throw new Refusal(DENIED, "denied: " + reasons(command));
        }
        return command.program().get();
    }

    private static void pending(ConfinedCommand command, Digest binding) {
        if (command.verdict().decision() != Verdict.Decision.APPROVE) return;
        throw new Refusal(
                PENDING,
                "a person must approve: " + reasons(command) + "; text " + Untrusted.visible(command.text())
                        + "; runs as "
                        + dev.bailiwick.json.JsonArray.ofStrings(command.arguments())
                                .text()
                        + "; bound to sha256:" + binding);
    }

    private static String reasons(ConfinedCommand command) {
        var reasons = command.verdict().reasons();
        return reasons.isEmpty() ? "the program is not listed by this path" : String.join("; ", reasons);
    }

    private static Digest digest(HostPath program) {
        try {
            return Digest.of(Files.readAllBytes(Path.of(program.text())));
        } catch (IOException e) {
            throw new Refusal("cannot read " + program + ": " + e.getMessage());
        }
    }

    private static void start(ConfinedCommand command, HostPath program, AgentProfile profile, Digest bytes) {
        var confinement = Confinement.of(profile);
        System.err.println("bailiwick: " + program + " sha256:" + bytes + " under " + confinement.described());
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.set(0, program.text());
        confinement.become(arguments, Path.of(command.folder().text()));
    }
}
