package dev.bailiwick.acceptance.browser;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** WCAG 2.2 AA as far as a machine can judge it: axe-core walks every page, light and dark, on a desk and on a phone. */
class AccessibilityTest {
    @Test
    void no_page_has_a_serious_or_critical_finding() {
        var axe = Axe.fetched();
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            var pages = ConsolePages.of(house);
            chromium.signIn(house, CLEO);
            var all = new SoftAssertions();
            for (var size : List.of(Chromium.Size.DESK, Chromium.Size.PHONE)) {
                for (boolean dark : new boolean[] {false, true}) {
                    chromium.size(size);
                    chromium.dark(dark);
                    pages.forEach((name, path) -> {
                        house.beat(DESK);
                        house.beat(SCOUT);
                        chromium.open(house.address(path));
                        chromium.untilLive();
                        all.assertThat(axe.findings(chromium))
                                .as("%s at %s, %s", name, size, dark ? "dark" : "light")
                                .isEmpty();
                    });
                }
            }
            all.assertAll();
        }
    }

    @Test
    void whoever_is_not_signed_in_finds_a_page_as_good() {
        var axe = Axe.fetched();
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            for (boolean dark : new boolean[] {false, true}) {
                chromium.dark(dark);
                chromium.open(house.address("/"));
                chromium.until(() -> chromium.shows("You are not signed in."));
                assertThat(axe.findings(chromium)).isEmpty();
            }
        }
    }

    @Test
    void what_cannot_be_read_named_or_hit_is_found() {
        var axe = Axe.fetched();
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            chromium.signIn(house, CLEO);
            chromium.run("document.querySelector('main').insertAdjacentHTML('beforeend',"
                    + " '<img src=\"/x.png\"><input><p class=\"faint\">faint</p>"
                    + "<div><a href=\"/1\" class=\"tiny\">1</a><a href=\"/2\" class=\"tiny\">2</a></div>');"
                    + "document.querySelector('.faint').style.cssText = 'color: #999; background: #fff';"
                    + "for (const e of document.querySelectorAll('.tiny'))"
                    + " e.style.cssText = 'display: inline-block; width: 9px; height: 9px; overflow: hidden'");
            assertThat(axe.findings(chromium)).contains("image-alt", "label", "color-contrast", "target-size");
        }
    }

    @Test
    void a_person_without_a_mouse_gets_from_the_inbox_to_an_answer() {
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            var body = "a line of a letter\n".repeat(200);
            var task = house.pending(
                    "message",
                    JsonObject.with("to", "x@example.net").and("body", body).build());
            chromium.signIn(house, ANA);
            walk(chromium, "#inbox .card a");
            press(chromium, Keys.ENTER);
            chromium.until(() -> chromium.shows("Exactly this"));
            chromium.untilLive();
            assertThat(chromium.find(".approve").isEnabled()).isFalse();
            press(chromium, Keys.END);
            chromium.until(() -> chromium.find(".approve").isEnabled());
            walk(chromium, ".approve");
            press(chromium, Keys.SPACE);
            chromium.until(() -> house.desk().find(task).orElseThrow().state() == State.APPROVED);
        }
    }

    /** Presses Tab until the focus is there, and fails when a round of the page does not get there. */
    private static void walk(Chromium chromium, String selector) {
        for (int i = 0; i < 60; i++) {
            press(chromium, Keys.TAB);
            if (chromium.run("return document.activeElement.matches('" + selector + "')")
                    .equals(true)) return;
        }
        throw new AssertionError("Tab does not get to " + selector);
    }

    private static void press(Chromium chromium, Keys key) {
        new Actions(chromium.driver()).sendKeys(key).perform();
    }
}
