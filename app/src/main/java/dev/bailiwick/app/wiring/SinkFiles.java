package dev.bailiwick.app.wiring;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.sink.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** One small file for each receiver. Not forced: what a crash takes is sent again. */
record SinkFiles(Path folder) implements Positions {
    private static final System.Logger LOG = System.getLogger(SinkFiles.class.getName());

    private static final FileAttribute<?> CLOSED =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    @Override
    public Optional<Position> load(String sink) {
        try {
            var file = file(sink);
            if (!Files.exists(file)) return Optional.empty();
            var fields = Fields.of(Json.parseObject(Files.readString(file)));
            return Optional.of(new Position(fields.number("received"), fields.number("sent")));
        } catch (IOException | JsonException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "how far a sink has come is not known: it gets the whole log", e);
            return Optional.empty();
        }
    }

    @Override
    public void keep(String sink, Position position) {
        var json = JsonObject.builder()
                .and("received", position.received())
                .and("sent", position.sent())
                .build();
        try {
            if (!Files.isDirectory(folder)) Files.createDirectories(folder, CLOSED);
            var next = Files.writeString(folder.resolve(sink + ".next"), json.text());
            Files.move(next, file(sink), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "how far a sink has come cannot be kept: {0}", e.getMessage());
        }
    }

    private Path file(String sink) {
        return folder.resolve(sink);
    }
}
