package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.policy.Admission;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The policies as they ship. */
public final class ShippedPolicies {
    public static final PolicyText TEXT = PolicyText.shipped(ShippedPolicies::resource);
    public static final Rulebook RULES = Rulebook.of(TEXT);

    private ShippedPolicies() {}

    public static Admission admission() {
        return new Admission(TEXT, resource(Admission.FIXTURE), resource(Admission.GOLDEN));
    }

    /** A data file of the catalogue. */
    public static JsonObject catalogue(String name) {
        return Json.parseObject(resource(Catalog.class, name).getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
    }

    private static String resource(String name) {
        return resource(PolicyText.class, name);
    }

    private static String resource(Class<?> beside, String name) {
        try (var stream = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
