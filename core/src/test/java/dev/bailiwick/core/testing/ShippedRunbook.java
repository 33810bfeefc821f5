package dev.bailiwick.core.testing;

import dev.bailiwick.core.incident.runbook.Runbook;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The runbook that ships. */
public final class ShippedRunbook {
    private ShippedRunbook() {}

    public static Runbook runbook() {
        return Runbook.of(data());
    }

    public static JsonObject data() {
        try (var file = Objects.requireNonNull(Runbook.class.getResourceAsStream(Runbook.SHIPPED))) {
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
