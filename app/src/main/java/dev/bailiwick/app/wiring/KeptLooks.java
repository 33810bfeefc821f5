package dev.bailiwick.app.wiring;

import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.hardening.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The last looks as files of the data folder. One that cannot be read is as good as none. */
final class KeptLooks implements Looks {
    private final Path folder;

    KeptLooks(Path folder) {
        this.folder = folder;
    }

    @Override
    public void keep(Kept kept) {
        var json = JsonObject.with("agent", kept.agent().value())
                .and("entry", kept.entry())
                .and("look", kept.look().json())
                .build();
        String name = kept.agent() + "." + Fields.spelling(kept.look().eyes()) + ".json";
        WholeFile.write(folder, name, json);
    }

    @Override
    public List<Kept> all() {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static Optional<Kept> read(Path file) {
        try {
            var fields = Fields.of(Json.parseObject(Files.readAllBytes(file), JsonLimits.FILE));
            return Optional.of(new Kept(
                    fields.parsed("agent", AgentId::new), Look.of(fields.object("look")), fields.number("entry")));
        } catch (IOException | JsonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
