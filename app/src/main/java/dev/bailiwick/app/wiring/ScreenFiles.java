package dev.bailiwick.app.wiring;

import dev.bailiwick.core.detection.Screen;
import dev.bailiwick.core.detection.SkillCheck;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;

/** The screen's words and rules, as they ship. */
public final class ScreenFiles {
    private ScreenFiles() {}

    public static Screen shipped() {
        return Screen.of(Screen.FILES.stream().map(ScreenFiles::read).toList());
    }

    public static SkillCheck skillCheck() {
        return SkillCheck.of(
                shipped(), SkillCheck.FILES.stream().map(ScreenFiles::read).toList(), read(SkillCheck.NAMES));
    }

    private static JsonObject read(String name) {
        try (var file = Screen.class.getResourceAsStream(name)) {
            if (file == null)
                throw new IllegalStateException("the screen's file " + name + " is missing from the program");
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new IllegalStateException("the screen's file " + name + " cannot be read", e);
        }
    }
}
