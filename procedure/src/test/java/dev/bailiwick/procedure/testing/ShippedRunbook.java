package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.incident.runbook.Runbook;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The runbook that ships. */
public final class ShippedRunbook {
    private ShippedRunbook() {}

    public static Runbook runbook() {
        try (var file = Objects.requireNonNull(Runbook.class.getResourceAsStream(Runbook.SHIPPED))) {
            return Runbook.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
