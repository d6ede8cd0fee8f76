package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.Command;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a window, in a zone that is a quarter of an hour off. {@link #close} ends it. Not thread-safe. */
final class Browser implements AutoCloseable {

    /** Nowhere resolved: the same machine by a name that browsers do not take for a secure one. */
    static final String FOREIGN_HOST = "share.test";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(20);

    private final Path home;
    private final ChromeDriver driver;

    private Browser(Path home, ChromeDriver driver) {
        this.home = home;
        this.driver = driver;
    }

    /** Starts one. */
    static Browser open() throws IOException {
        return open(true);
    }

    /** Starts one that runs no script of a page. */
    static Browser withoutScript() throws IOException {
        return open(false);
    }

    private static Browser open(boolean script) throws IOException {
        Command.require("chromium", "chromedriver");
        Path home = Files.createTempDirectory("browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(RequiredClient.require("chromium").toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-proxy-server",
                "--host-resolver-rules=MAP " + FOREIGN_HOST + " 127.0.0.1",
                "--user-data-dir=" + home.resolve("profile"));
        options.setExperimentalOption(
                "prefs", Map.of("profile.managed_default_content_settings.javascript", script ? 1 : 2));
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(RequiredClient.require("chromedriver").toFile())
                .usingAnyFreePort()
                .withEnvironment(Map.of("HOME", home.toString()))
                .build();
        Browser browser = new Browser(home, new ChromeDriver(service, options));
        browser.command("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Kathmandu"));
        browser.command(
                "Browser.setDownloadBehavior",
                Map.of("behavior", "allow", "downloadPath", browser.downloads().toString()));
        browser.look(1440, 900, "light");
        return browser;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Returns the directory that files are saved in. */
    Path downloads() throws IOException {
        return Files.createDirectories(home.resolve("downloads"));
    }

    /** Makes the page this large, in CSS pixels, and its user prefer this scheme. */
    void look(int width, int height, String scheme) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        List<Map<String, String>> preferences = List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"));
        command("Emulation.setEmulatedMedia", Map.of("features", preferences));
    }

    /** Goes to a URL. */
    void go(String url) {
        driver.get(url);
    }

    /** Returns the one element that a selector matches; it has to be there within a while. */
    WebElement find(String selector) {
        until(selector, () -> !driver.findElements(By.cssSelector(selector)).isEmpty());
        return driver.findElement(By.cssSelector(selector));
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Returns what a script of the test gives, as text. */
    String evaluate(String expression) {
        return String.valueOf(driver.executeScript("return " + expression));
    }

    /** Returns a list that a script of the test gives. */
    List<String> list(String expression) {
        Object result = driver.executeScript("return [..." + expression + "]");
        return StreamSupport.stream(((Iterable<?>) result).spliterator(), false)
                .map(String::valueOf)
                .toList();
    }

    /** Returns the names of the rows that are shown, in their order. */
    List<String> names() {
        return list("Array.from(document.querySelectorAll("
                + "'tbody:not([hidden]) > tr:not([hidden]) > td > a'), link => link.textContent)");
    }

    /** Waits for a condition. */
    void until(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE, POLL).withMessage(what).until(any -> condition.getAsBoolean());
    }

    /** Writes what is seen to {@code target/screenshots}. */
    void picture(String name) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(directory.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /**
     * Fails if a page has broken a policy or failed since this was asked last; that a picture is missing is no failure, nor how
     * axe-core reads the colours of pixels.
     */
    void assertNoComplaints() {
        assertThat(driver.manage().logs().get("browser").getAll())
                .extracting(LogEntry::getMessage)
                .filteredOn(message -> !message.contains("Failed to load resource"))
                .filteredOn(message -> !message.contains("willReadFrequently"))
                .isEmpty();
    }

    void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        HostileTree.delete(home);
    }
}
