package dev.bailiwick.app.wiring;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Cases that were begun while no server ran: one file each, which the server takes over. A file can only close things, and
 * what it says was done is done again, so whoever could forge one gains nothing.
 */
final class BegunCases {
    private static final System.Logger LOG = System.getLogger(BegunCases.class.getName());
    private static final String SUFFIX = ".begun";

    private final Path folder;

    BegunCases(Path folder) {
        this.folder = folder;
    }

    void put(Incident incident) {
        var file = folder.resolve(incident.id() + SUFFIX);
        var json = incident.json()
                .plus(
                        "agent",
                        new JsonString(incident.agent().map(AgentId::value).orElse("")));
        try {
            Files.createDirectories(folder);
            var draft = Files.write(
                    folder.resolve(incident.id() + ".draft"), Json.utf8(json), CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refusal("cannot write below " + folder + ": " + e.getMessage());
        }
    }

    /**
     * Hands over every case that can be read.
     *
     * @param taker answers whether it stands in the log now, so that the file may be forgotten
     */
    void takeEach(Predicate<Incident> taker) {
        for (var file : files()) {
            try {
                if (taker.test(read(file))) Files.delete(file);
            } catch (IOException | JsonException | IllegalArgumentException e) {
                LOG.log(System.Logger.Level.ERROR, "the begun case " + file.getFileName() + " cannot be read", e);
            }
        }
    }

    private List<Path> files() {
        try (var found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            return files;
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new Refusal("cannot read " + folder + ": " + e.getMessage());
        }
    }

    private static Incident read(Path file) throws IOException {
        JsonObject json = Json.parseObject(Files.readAllBytes(file), JsonLimits.REQUEST);
        var fields = Fields.of(json);
        var incident = Incident.open(
                fields.parsed("case", CaseId::new),
                Optional.of(fields.text("agent")).filter(id -> !id.isEmpty()).map(AgentId::new),
                fields.text("reason"),
                fields.text("by"),
                fields.parsed("opened", Instant::parse));
        for (var step : fields.list("steps")) incident = incident.with(Taken.of(step));
        return incident;
    }
}
