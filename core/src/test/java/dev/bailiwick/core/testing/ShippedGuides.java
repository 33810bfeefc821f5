package dev.bailiwick.core.testing;

import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The guides that ship. */
public final class ShippedGuides {
    public static final Guides GUIDES =
            Guides.of(Guides.SHIPPED.stream().map(name -> Guide.of(data(name))).toList());

    private ShippedGuides() {}

    public static JsonObject data(String name) {
        try (var file = Objects.requireNonNull(Guides.class.getResourceAsStream(name + ".json"), name)) {
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
