package dev.bailiwick.app.wiring;

import dev.bailiwick.core.incident.runbook.Runbook;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;

/** The runbook, as it ships. */
final class RunbookFiles {
    private RunbookFiles() {}

    static Runbook shipped() {
        try (var file = Runbook.class.getResourceAsStream(Runbook.SHIPPED)) {
            if (file == null) throw new IllegalStateException("the runbook is missing from the program");
            return Runbook.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException | JsonException e) {
            throw new IllegalStateException("the runbook cannot be read: " + e.getMessage(), e);
        }
    }
}
