package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.AskedFirst;
import dev.bailiwick.app.wiring.CommandFiles;
import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.command.ShellLine;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.ConfinedCommand;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.confine.ConfinedRun;
import dev.bailiwick.host.confine.Order;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One command of an agent: asked for, then run under the kernel's walls, then reported. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "run one command of an agent: the server is asked, a person where one must decide, then it runs confined",
            "What runs is the parsed argument list that was permitted, never the text.",
            "Exit: the command's own; 4 denied or frozen, 5 a person has not decided yet, 6 no server, 1 not confined,"
                    + " 124 its time is over.",
            "As root it becomes the profile's account first."
        })
final class Run implements Callable<Integer> {
    private static final int DENIED = 4;

    @Option(names = "--agent", required = true, paramLabel = "NAME")
    private String agent = "";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "its profile (default: profiles/NAME.yaml in the data folder)")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "where agents ask (default: as `openclaw connect` wrote it down, or http://127.0.0.1:7430)")
    private Optional<URI> server = Optional.empty();

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "the agent's credentials (default: agents/NAME/credentials.json in the data folder)")
    private Optional<Path> credentials = Optional.empty();

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
        var text = words.size() == 1 ? words.getFirst() : ShellLine.quoted(words);
        var command = ConfinedCommand.of(text, read, CommandFiles.shipped());
        var asked = AskedFirst.of(data.folder(), id, server, credentials);
        asked.requireMoving();
        if (command.denied()) {
            asked.refusedHere(command, command.reasons());
            throw new Refusal(DENIED, "denied by its profile: " + command.reasons());
        }
        var order = order(id, read, command, asked.wayOut());
        if (!read.programs().is(command.program().orElseThrow(), order.bytes())) {
            var why = "binary_changed: " + order.program() + " is not the file its profile pins";
            asked.refusedHere(command, why);
            throw new Refusal(DENIED, why);
        }
        return run(asked, order, command);
    }

    private static int run(AskedFirst asked, Order order, ConfinedCommand command) {
        var prepared = ConfinedRun.of(order);
        asked.requirePermit(command.question(order.bytes(), order.profile()));
        var ending = asked.watching(prepared::toItsEnd);
        ending.notStarted().ifPresent(why -> {
            throw new Refusal(why);
        });
        ending.killed().ifPresent(why -> System.err.println("bailiwick: killed: " + why));
        return ending.exitCode();
    }

    private static Order order(AgentId agent, AgentProfile profile, ConfinedCommand command, Optional<Integer> proxy) {
        var program = Path.of(command.program().orElseThrow().text());
        return new Order(
                agent,
                profile,
                program,
                digest(program),
                command.arguments(),
                Path.of(command.folder().text()),
                proxy);
    }

    private static Digest digest(Path program) {
        try {
            return Digest.of(Files.readAllBytes(program));
        } catch (IOException e) {
            throw new Refusal("cannot read " + program + ": " + e.getMessage());
        }
    }
}
