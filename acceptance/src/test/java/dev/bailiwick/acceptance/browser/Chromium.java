package dev.bailiwick.acceptance.browser;

import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.value.PersonId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium of the system, one window. */
final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A window's inner size. */
    record Size(int width, int height, boolean phone) {
        static final Size DESK = new Size(1280, 800, false);
        static final Size PHONE = new Size(390, 844, true);
    }

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static Chromium open() {
        Assumptions.assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "no Chromium here: apt-get install chromium chromium-driver");
        var options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        var chromium = new Chromium(new ChromeDriver(service, options));
        chromium.size(Size.DESK);
        return chromium;
    }

    ChromeDriver driver() {
        return driver;
    }

    void size(Size size) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.width(), "height", size.height(), "deviceScaleFactor", 1, "mobile", size.phone()));
    }

    /** Without motion: a colour on its way to the other scheme is neither's. */
    void dark(boolean dark) {
        var scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        var still = Map.of("name", "prefers-reduced-motion", "value", "reduce");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme, still)));
    }

    /** Signs a person in by a one-time link, and waits until the inbox is live. */
    void signIn(PlayedHouse house, PersonId person) {
        signIn(house, person, house.address(""));
    }

    void signIn(PlayedHouse house, PersonId person, String address) {
        driver.get(address + house.link(person));
        until(() -> driver.getCurrentUrl() != null && driver.getCurrentUrl().endsWith("/"));
        untilLive();
    }

    void open(String address) {
        driver.get(address);
    }

    void untilLive() {
        until(() -> "live".equals(find("#live").getAttribute("data-state")));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What a person reads there, in one look: a page that changes meanwhile cannot change between two of ours. */
    String text(String selector) {
        return String.valueOf(driver.executeScript(
                "const found = document.querySelector(arguments[0]); return found ? found.innerText : ''", selector));
    }

    boolean shows(String text) {
        return text("body").contains(text);
    }

    void until(Supplier<Boolean> condition) {
        new WebDriverWait(driver, PATIENCE)
                .pollingEvery(Duration.ofMillis(100))
                // a page may go away under any question; the deadline ends the asking
                .ignoring(WebDriverException.class)
                .until(_ -> condition.get());
    }

    Object run(String script) {
        return Objects.requireNonNullElse(driver.executeScript(script), "");
    }

    /** What the browser complained about since last asked: errors, and anything the content security policy stopped. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** What earlier pages complained about does not count. */
    void forgetComplaints() {
        complaints();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
