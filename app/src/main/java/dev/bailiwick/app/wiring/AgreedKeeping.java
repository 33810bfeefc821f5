package dev.bailiwick.app.wiring;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.retention.KeepingDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code keeping.json}: the words of what was agreed that the log keeps. */
record AgreedKeeping(Path file) implements KeepingDesk.Copy {
    @Override
    public Optional<JsonObject> read() {
        try {
            return Optional.of(Json.parseObject(Files.readString(file)));
        } catch (IOException | JsonException _) {
            return Optional.empty();
        }
    }

    @Override
    public void write(JsonObject agreed) {
        WholeFile.write(file, agreed);
    }
}
