package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.GuideFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.RegisterFile;
import dev.bailiwick.core.architecture.Deviation;
import dev.bailiwick.core.architecture.Deviations;
import dev.bailiwick.core.architecture.Drawing;
import dev.bailiwick.core.architecture.Reference;
import dev.bailiwick.core.register.inventory.Deployed;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How several agents may be laid out, and how far the register is from it. Needs no server. */
@Command(
        name = "architecture",
        description = "reference layouts for several agents, and the register's reality drawn as one of them",
        subcommands = {Architecture.ListAll.class, Architecture.Render.class})
final class Architecture {
    @Command(name = "list", description = "the layouts, what each is for and what it asks")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            var rows = RegisterFile.references().stream()
                    .<JsonValue>map(Reference::json)
                    .toList();
            output.print(JsonObject.with("references", new JsonArray(rows)).build());
            return 0;
        }
    }

    @Command(
            name = "render",
            description = {
                "the register drawn as one layout, with its trust boundaries; what deviates is red and listed",
                "Exit code 3 with deviations."
            })
    static final class Render implements Callable<Integer> {
        @Option(
                names = "--reference",
                required = true,
                paramLabel = "NAME",
                description = "a layout of `architecture list`")
        private String name = "";

        @Option(names = "--register", paramLabel = "FILE", description = "the register (default: ${DEFAULT-VALUE})")
        private Path register = Path.of("register.yaml");

        @Option(names = "--orchestrator", paramLabel = "AGENT", description = "which agent gives out work")
        private Optional<String> orchestrator = Optional.empty();

        @Option(names = "--svg", paramLabel = "FILE", description = "write the picture there")
        private Optional<Path> svg = Optional.empty();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            var inventory = RegisterFile.read(register, GuideFiles.shipped());
            var reference = reference();
            orchestrator.ifPresent(agent -> requireAgent(inventory, agent));
            var deviations = Deviations.of(reference, inventory, orchestrator);
            svg.ifPresent(file -> write(file, Drawing.of(reference, inventory, deviations)));
            output.print(JsonObject.with("reference", reference.name())
                    .and("agents", agents(inventory))
                    .and(
                            "deviations",
                            new JsonArray(deviations.stream()
                                    .<JsonValue>map(Deviation::json)
                                    .toList()))
                    .build());
            return deviations.isEmpty() ? 0 : 3;
        }

        private Reference reference() {
            return RegisterFile.references().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            2, "there is no layout \"" + name + "\"; `./bailiwick architecture list` names them"));
        }

        private void requireAgent(Inventory inventory, String agent) {
            if (!inventory.agents().containsKey(agent))
                throw new Refusal(2, "there is no agent \"" + agent + "\" in " + register);
        }

        /** The picture's content as rows: where each agent runs, and what it reaches. */
        private static JsonArray agents(Inventory inventory) {
            return new JsonArray(inventory.agents().values().stream()
                    .sorted(Comparator.comparing(Deployed::id))
                    .<JsonValue>map(agent -> JsonObject.with("agent", agent.id())
                            .and("host", agent.host().orElse("not stated"))
                            .and("confined", agent.confined())
                            .and("credentials", JsonArray.ofStrings(agent.credentials()))
                            .and("systems", JsonArray.ofStrings(systems(inventory, agent)))
                            .build())
                    .toList());
        }

        private static List<String> systems(Inventory inventory, Deployed agent) {
            return agent.credentials().stream()
                    .map(id -> inventory.credential(id).integration())
                    .distinct()
                    .sorted()
                    .toList();
        }

        private static void write(Path file, String picture) {
            try {
                Files.writeString(file, picture);
            } catch (IOException e) {
                throw new Refusal("cannot write " + file + ": " + e.getMessage());
            }
        }
    }
}
