package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.GuideFiles;
import dev.bailiwick.app.wiring.RegisterFile;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The register file beside {@code bailiwick.yaml}, in and out. None of it needs a server. */
final class RegisterExchange {
    private static final int DIFFERENT = 3;

    private RegisterExchange() {}

    /** Writes it out. */
    @Command(
            name = "export",
            description = "print the register in its one spelling: lists by name, so that it can be compared")
    static final class Export implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() {
            System.out.print(RegisterFile.text(RegisterFile.kept(data.folder(), GuideFiles.shipped())));
            return 0;
        }
    }

    /** Reads one in. */
    @Command(
            name = "import",
            description = "keep this register, if everything in it is known and right; says what that changes")
    static final class Import implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        private Path file = Path.of("");

        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            var guides = GuideFiles.shipped();
            var next = RegisterFile.read(file, guides);
            var changes = changes(RegisterFile.kept(data.folder(), guides), next);
            RegisterFile.keep(data.folder(), next);
            output.print(json(changes));
            return 0;
        }
    }

    /** Compares one. */
    @Command(name = "diff", description = "say what importing this file would change (exit 3 when anything would)")
    static final class Diff implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        private Path file = Path.of("");

        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            var guides = GuideFiles.shipped();
            var changes = changes(RegisterFile.kept(data.folder(), guides), RegisterFile.read(file, guides));
            output.print(json(changes));
            return changes.isEmpty() ? 0 : DIFFERENT;
        }
    }

    /** One entry that is not the same on both sides. */
    private record Change(String name, String what, Optional<JsonValue> before, Optional<JsonValue> after) {
        JsonObject json() {
            return JsonObject.with("name", name)
                    .and("what", what)
                    .and("before", before.map(value -> new JsonString(value.text())))
                    .and("after", after.map(value -> new JsonString(value.text())))
                    .build();
        }
    }

    private static JsonObject json(List<Change> changes) {
        return JsonObject.with(
                        "changes",
                        new JsonArray(
                                changes.stream().<JsonValue>map(Change::json).toList()))
                .build();
    }

    private static List<Change> changes(Inventory before, Inventory after) {
        var old = entries(before);
        var now = entries(after);
        List<Change> changes = new ArrayList<>();
        old.forEach((name, value) -> {
            if (!now.containsKey(name)) changes.add(new Change(name, "gone", Optional.of(value), Optional.empty()));
        });
        now.forEach((name, value) -> {
            var was = Optional.ofNullable(old.get(name));
            if (was.isEmpty()) changes.add(new Change(name, "new", was, Optional.of(value)));
            else if (!was.get().equals(value)) changes.add(new Change(name, "changed", was, Optional.of(value)));
        });
        return changes;
    }

    /** Every entry by its name, which stands once in the whole file. */
    private static Map<String, JsonValue> entries(Inventory register) {
        Map<String, JsonValue> entries = new TreeMap<>();
        for (var list : List.of("hosts", "integrations", "credentials", "agents")) {
            for (var entry : register.json().array(list).values()) {
                entries.put(((JsonObject) entry).string("id").orElseThrow(), entry);
            }
        }
        return entries;
    }
}
