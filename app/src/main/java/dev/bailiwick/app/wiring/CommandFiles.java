package dev.bailiwick.app.wiring;

import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.hardening.CommandExercise;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;

/** What is known of commands, as it ships. */
public final class CommandFiles {
    private CommandFiles() {}

    public static Commands shipped() {
        return Commands.of(Commands.FILES.stream().map(CommandFiles::read).toList());
    }

    /** What the command check is put to the test with. */
    public static CommandExercise exercise() {
        return CommandExercise.of(read(CommandExercise.class, "refused.json"), shipped());
    }

    private static JsonObject read(String name) {
        return read(Commands.class, name);
    }

    private static JsonObject read(Class<?> beside, String name) {
        try (var file = beside.getResourceAsStream(name)) {
            if (file == null)
                throw new IllegalStateException("the file " + name + " of commands is missing from the program");
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new IllegalStateException("the file " + name + " of commands cannot be read", e);
        }
    }
}
