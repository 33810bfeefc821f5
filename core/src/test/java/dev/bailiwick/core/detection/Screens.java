package dev.bailiwick.core.detection;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The screen as it ships. */
final class Screens {
    static final Screen SHIPPED =
            Screen.of(Screen.FILES.stream().map(Screens::read).toList());

    static final SkillCheck SKILLS =
            SkillCheck.of(SHIPPED, SkillCheck.FILES.stream().map(Screens::read).toList(), read(SkillCheck.NAMES));

    private Screens() {}

    private static JsonObject read(String name) {
        try (var file = Screen.class.getResourceAsStream(name)) {
            return Json.parseObject(Objects.requireNonNull(file, name).readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
