package dev.bailiwick.acceptance.browser;

import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

/**
 * The page of a machine in a real browser, with real scans: of an ordinary Debian host, a bare and a hardened container, as {@code
 * PostureScanTest} leaves them with {@code -Dbailiwick.scans=FOLDER}. With {@code -Dbailiwick.screens=FOLDER} it leaves pictures.
 */
class PostureTest {
    private static final Optional<Path> FOLDER =
            Optional.ofNullable(System.getProperty("bailiwick.screens")).map(Path::of);

    private static Posture scan(String name) throws IOException {
        try (var file = PostureTest.class.getResourceAsStream(name + ".json")) {
            if (file == null) throw new IllegalStateException("no scan " + name);
            return Posture.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        }
    }

    @Test
    void three_machines_fit_their_windows_and_unknown_never_looks_like_passed() throws IOException {
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            chromium.signIn(house, CLEO);
            for (var name : List.of("debian-host", "bare-container", "hardened-container")) {
                var cleo = new Actor.Human(CLEO, Actor.Channel.CONSOLE);
                assertThat(house.posture().report(DESK, scan(name), "bailiwick profile example revision 1", cleo))
                        .isEmpty();
                for (var size : List.of(Chromium.Size.DESK, Chromium.Size.PHONE)) {
                    for (boolean dark : new boolean[] {false, true}) look(chromium, house, name, size, dark);
                }
            }
        }
    }

    private static void look(Chromium chromium, PlayedHouse house, String name, Chromium.Size size, boolean dark)
            throws IOException {
        chromium.size(size);
        chromium.dark(dark);
        chromium.open(house.address("/posture/desk"));
        chromium.untilLive();
        if (name.endsWith("container")) {
            chromium.run("document.getElementById('CAP-01').scrollIntoView({block: 'center'})");
        }
        var where = "posture-" + name + (size.phone() ? "-phone" : "") + (dark ? "-dark" : "-light");
        if (FOLDER.isPresent()) {
            Files.createDirectories(FOLDER.get());
            Files.write(FOLDER.get().resolve(where + ".png"), chromium.driver().getScreenshotAs(OutputType.BYTES));
        }
        assertThat(chromium.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s runs out at the side", where)
                .isEqualTo(0L);
        assertThat(chromium.run(LookTest.FAINT))
                .as("too little contrast in %s", where)
                .isEqualTo("");
        assertThat(ground(chromium, "good"))
                .as(where)
                .isNotEqualTo(ground(chromium, "wait"))
                .isNotEqualTo(ground(chromium, "bad"));
    }

    private static String ground(Chromium chromium, String tone) {
        return chromium.driver()
                .findElement(By.cssSelector(".controls .state." + tone))
                .getCssValue("background-color");
    }
}
