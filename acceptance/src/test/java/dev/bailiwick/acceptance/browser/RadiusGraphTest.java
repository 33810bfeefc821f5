package dev.bailiwick.acceptance.browser;

import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.GuideFiles;
import dev.bailiwick.app.wiring.RegisterFile;
import dev.bailiwick.console.testing.PlayedHouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/** The graph of a reach in a real browser, with the documents' own register. With {@code -Dbailiwick.screens=FOLDER} it leaves pictures. */
class RadiusGraphTest {
    private static final Optional<Path> FOLDER =
            Optional.ofNullable(System.getProperty("bailiwick.screens")).map(Path::of);

    @Test
    void a_keyboard_alone_chooses_a_point_and_sees_what_it_leads_to() throws IOException {
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            house.registering(RegisterFile.read(Path.of("../docs/register.yaml"), GuideFiles.shipped()));
            chromium.signIn(house, CLEO);
            chromium.open(house.address("/blast-radius?of=support"));
            chromium.untilLive();
            assertThat(chromium.all(".graph .node")).hasSameSizeAs(chromium.all("main tbody tr"));

            chromium.run("document.querySelector('.graph').parentElement.focus()");
            tab(chromium);
            tab(chromium);
            assertThat(label(focused(chromium))).startsWith("credential:");
            chromium.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
            chromium.until(() -> chromium.shows("more by way of it"));
            assertThat(chromium.all(".graph .node.chosen")).hasSize(1);
            assertThat(chromium.all(".graph .edge.way")).isNotEmpty();
            for (var size : List.of(Chromium.Size.DESK, Chromium.Size.PHONE))
                for (boolean dark : new boolean[] {false, true}) look(chromium, size, dark);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private static void tab(Chromium chromium) {
        chromium.driver().switchTo().activeElement().sendKeys(Keys.TAB);
    }

    private static WebElement focused(Chromium chromium) {
        return chromium.driver().switchTo().activeElement();
    }

    private static String label(WebElement element) {
        return String.valueOf(element.getDomAttribute("aria-label"));
    }

    private static void look(Chromium chromium, Chromium.Size size, boolean dark) throws IOException {
        chromium.size(size);
        chromium.dark(dark);
        var where = "radius" + (size.phone() ? "-phone" : "") + (dark ? "-dark" : "-light");
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
    }
}
