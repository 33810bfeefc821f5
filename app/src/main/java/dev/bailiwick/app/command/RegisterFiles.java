package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.GuideFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.RegisterFile;
import dev.bailiwick.core.register.Inventory;
import dev.bailiwick.core.register.inventory.Discovered;
import dev.bailiwick.host.openclaw.ConfigInventory;
import dev.bailiwick.host.openclaw.OpenClawConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What agents are connected to. */
@Command(
        name = "register",
        description = "what agents are connected to",
        subcommands = {
            RegisterFiles.Discover.class,
            RegisterExchange.Import.class,
            RegisterExchange.Export.class,
            RegisterExchange.Diff.class
        })
final class RegisterFiles {
    private static final int FINDINGS = 3;

    /** Works on the file alone. */
    @Command(
            name = "discover",
            description = "say what an OpenClaw configuration connects its agents to, and where credentials stand in it"
                    + " in plain text; they are named, never shown (exit 3 when there are any)")
    static final class Discover implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "the openclaw.json")
        private Path file = Path.of("");

        @Option(
                names = "--register",
                paramLabel = "AGENT",
                description = "print a first register file of this agent instead: `register import` keeps it")
        private Optional<String> agent = Optional.empty();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            Inventory inventory = OpenClawConfig.read(file)
                    .map(ConfigInventory::of)
                    .orElseThrow(() -> new Refusal("there is no file " + file));
            if (agent.isPresent()) {
                System.out.print(
                        RegisterFile.text(Discovered.of(inventory.connections(), agent.get(), GuideFiles.shipped())));
            } else output.print(inventory.json());
            return inventory.exposed().isEmpty() ? 0 : FINDINGS;
        }
    }
}
