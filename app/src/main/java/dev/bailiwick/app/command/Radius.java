package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.GuideFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.RegisterFile;
import dev.bailiwick.core.exposure.BlastRadius;
import dev.bailiwick.core.exposure.Exposure;
import dev.bailiwick.core.exposure.Point;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.guide.Scope;
import dev.bailiwick.core.register.inventory.Integration;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How far a compromise reaches, over a register file. */
@Command(
        name = "blast-radius",
        description = {
            "how far one compromised agent, credential, host or integration reaches; needs no server",
            "What the register file does not state counts as reached."
        })
final class Radius implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "an agent, credential, host or integration of the file")
    private String name = "";

    @Option(names = "--register", paramLabel = "FILE", description = "the register (default: ${DEFAULT-VALUE})")
    private Path register = Path.of("register.yaml");

    @Option(
            names = "--add",
            paramLabel = "INTEGRATION[=SCOPE,...]",
            description = "as if it got this too; without scopes, the guide's minimal ones")
    private List<String> added = new ArrayList<>();

    @Option(
            names = "--without",
            paramLabel = "NAME",
            description = "as if this scope, credential or host were not there")
    private List<String> without = new ArrayList<>();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        var guides = GuideFiles.shipped();
        var before = RegisterFile.read(register, guides);
        var after = before;
        for (var addition : added) after = adding(after, guides, addition);
        var now = radius(before, List.of());
        if (added.isEmpty() && without.isEmpty()) {
            output.print(now.json());
        } else {
            var widest = radius(after, List.of());
            without.forEach(each -> requireReached(widest, each));
            output.print(compared(now, radius(after, without)));
        }
        return 0;
    }

    private BlastRadius radius(Inventory inventory, List<String> without) {
        var exposure = new Exposure(inventory);
        var start = exposure.find(name)
                .orElseThrow(() -> new Refusal(2, "nothing is called \"" + name + "\" in " + register));
        return BlastRadius.of(
                exposure,
                RegisterFile.weighing(),
                start,
                point -> without.stream().anyMatch(each -> BlastRadius.named(point, each)));
    }

    private static void requireReached(BlastRadius widest, String without) {
        if (widest.reached().keySet().stream().noneMatch(point -> BlastRadius.named(point, without))) {
            throw new Refusal(2, "it does not reach \"" + without + "\" anyway");
        }
    }

    private Inventory adding(Inventory inventory, Guides guides, String addition) {
        int equals = addition.indexOf('=');
        String id = equals < 0 ? addition : addition.substring(0, equals);
        var registered = inventory.integrations().get(id);
        var integration = registered != null ? registered : proposed(guides, id);
        var scopes = equals < 0
                ? minimal(integration)
                : Arrays.asList(addition.substring(equals + 1).split(",", -1));
        for (var scope : scopes) requireScope(integration, scope);
        return inventory.adding(name, integration, scopes);
    }

    private static Integration proposed(Guides guides, String id) {
        return guides.find(id)
                .map(Integration::proposed)
                .orElseThrow(() -> new Refusal(2, "\"" + id + "\" is neither in the register nor a guide"));
    }

    private static List<String> minimal(Integration integration) {
        return integration
                .guide()
                .map(guide -> guide.minimal().stream().map(Scope::name).toList())
                .orElse(List.of());
    }

    private static void requireScope(Integration integration, String scope) {
        if (integration.guide().filter(guide -> guide.scope(scope).isEmpty()).isPresent()) {
            throw new Refusal(2, "the guide of " + integration.id() + " has no scope \"" + scope + "\"");
        }
    }

    private static JsonObject compared(BlastRadius before, BlastRadius after) {
        var json = JsonObject.with("before", JsonNumber.of(before.score()))
                .and("after", after.score())
                .and("change", change(before.score(), after.score()));
        after.json().minus("score").members().forEach(json::and);
        return json.and("newlyReached", newly(before, after)).build();
    }

    private static JsonArray newly(BlastRadius before, BlastRadius after) {
        return JsonArray.ofStrings(after.reached().keySet().stream()
                .filter(point -> !before.reached().containsKey(point))
                .map(Point::words)
                .toList());
    }

    private static String change(long before, long after) {
        if (before == 0) return after == 0 ? "0 %" : "from nothing";
        return String.format(Locale.ROOT, "%+d %%", (after - before) * 100 / before);
    }
}
