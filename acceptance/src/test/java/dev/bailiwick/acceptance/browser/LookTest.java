package dev.bailiwick.acceptance.browser;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.core.session.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;

/**
 * How the pages look, in light and dark, on a desk and on a phone: nothing runs out at the side, every text has the contrast of
 * WCAG 2.2 AA. With {@code -Dbailiwick.screens=FOLDER} it leaves pictures there.
 */
class LookTest {
    private static final Optional<Path> FOLDER =
            Optional.ofNullable(System.getProperty("bailiwick.screens")).map(Path::of);

    @Test
    void every_page_fits_its_window_and_has_enough_contrast() throws IOException {
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            var pages = ConsolePages.of(house);
            chromium.signIn(house, CLEO);
            for (var size : List.of(Chromium.Size.DESK, Chromium.Size.PHONE)) {
                for (boolean dark : new boolean[] {false, true}) {
                    chromium.size(size);
                    chromium.dark(dark);
                    for (var page : pages.entrySet()) look(chromium, house, page.getKey(), page.getValue(), size, dark);
                }
            }
        }
    }

    @Test
    void the_deciding_fact_is_on_the_screen_without_scrolling() {
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            house.supply(new Provenance("to", Source.UNTRUSTED, "call 7 (mail.read)", "write to customer@example.net"));
            var task = house.pending("message", ConsolePages.mail());
            chromium.signIn(house, ANA);
            for (var size : List.of(Chromium.Size.DESK, Chromium.Size.PHONE)) {
                chromium.size(size);
                chromium.open(house.address("/approvals/" + task));
                chromium.untilLive();
                for (String fact : List.of(
                        "customer@example.net",
                        "untrusted content the agent read",
                        "call 7 (mail.read)",
                        "the recipient is external",
                        "mail:customer")) {
                    assertThat(chromium.run(VISIBLE.replace("FACT", fact)))
                            .as("%s at %s", fact, size)
                            .isEqualTo(true);
                }
                assertThat(chromium.run("const b = document.querySelector('.deny').getBoundingClientRect();"
                                + "return b.top >= 0 && b.bottom <= window.innerHeight"))
                        .as("the buttons at %s", size)
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void the_contrast_check_finds_what_is_too_faint() {
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            chromium.signIn(house, CLEO);
            chromium.run("document.querySelector('h1').style.color = '#999'");
            assertThat((String) chromium.run(FAINT)).contains("Inbox");
        }
    }

    private static void look(
            Chromium chromium, PlayedHouse house, String name, String path, Chromium.Size size, boolean dark)
            throws IOException {
        house.beat(DESK);
        house.beat(SCOUT);
        chromium.open(house.address(path));
        chromium.untilLive();
        String where = name + (size.phone() ? "-phone" : "-desk") + (dark ? "-dark" : "-light");
        if (FOLDER.isPresent()) {
            Files.createDirectories(FOLDER.get());
            Files.write(FOLDER.get().resolve(where + ".png"), chromium.driver().getScreenshotAs(OutputType.BYTES));
        }
        assertThat(chromium.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s runs out at the side", where)
                .isEqualTo(0L);
        assertThat(chromium.run(FAINT)).as("too little contrast in %s", where).isEqualTo("");
    }

    private static final String VISIBLE = """
            const range = document.createRange();
            const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            const bar = document.getElementById('decide').getBoundingClientRect().top;
            while (walker.nextNode()) {
              if (!walker.currentNode.nodeValue.includes("FACT")) continue;
              range.selectNodeContents(walker.currentNode);
              const box = range.getBoundingClientRect();
              if (box.height > 0 && box.top >= 0 && box.bottom <= bar) return true;
            }
            return false;
            """;

    /** WCAG 2.2, success criterion 1.4.3: 4.5 to 1, for large text 3 to 1; disabled controls are exempt. */
    static final String FAINT = """
            const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            const rgba = (css) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data]; };
            const light = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
              return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
            const ground = (e) => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; }
              return rgba(getComputedStyle(document.documentElement).backgroundColor); };
            const faint = new Set();
            for (const e of document.querySelectorAll('body *')) {
              const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.nodeValue.trim());
              const style = getComputedStyle(e);
              const box = e.getBoundingClientRect();
              if (!own || e.closest(':disabled') || box.width === 0 || style.visibility === 'hidden' || box.right < 0) continue;
              const [a, b] = [light(rgba(style.color)), light(ground(e))].sort((x, y) => y - x);
              const ratio = (a + .05) / (b + .05);
              const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
              if (ratio < (large ? 3 : 4.5)) faint.add(e.className + ' "' + e.textContent.trim().slice(0, 30) + '" ' + ratio.toFixed(2));
            }
            return [...faint].slice(0, 8).join('; ');
            """;
}
