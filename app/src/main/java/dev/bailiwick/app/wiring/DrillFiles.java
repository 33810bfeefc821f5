package dev.bailiwick.app.wiring;

import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.util.List;

/** The scenarios, as they ship. */
final class DrillFiles {
    private DrillFiles() {}

    static List<Scenario> shipped() {
        return Scenario.SHIPPED.stream().map(DrillFiles::read).toList();
    }

    private static Scenario read(String name) {
        try (var file = Scenario.class.getResourceAsStream(name + ".json")) {
            if (file == null) throw new IllegalStateException("the scenario " + name + " is missing from the program");
            return Scenario.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException | JsonException e) {
            throw new IllegalStateException("the scenario " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
