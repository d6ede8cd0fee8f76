package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.ShareProgram;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** Names and files that want to be more than that do nothing in the page. */
@Tag("client")
@Timeout(180)
class PageNamesIT {

    private static Path directory;
    private static HostileTree tree;
    private static ShareProgram share;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("page");
        tree = HostileTree.create(directory.resolve("root"));
        Files.createFile(tree.root().resolve("\"><script>window.ran=1<\u2044script>"));
        Files.createFile(tree.root().resolve("\"onfocus=\"window.ran=1\" autofocus x=\""));
        Files.createFile(tree.root().resolve("' onmouseover='window.ran=1"));
        Files.writeString(tree.root().resolve("README.md"), """
                <img src=x onerror="window.ran=1"><svg onload="window.ran=1">

                [click](javascript:window.ran=1) ![x](x" onerror="window.ran=1) <javascript:window.ran=1>
                """);
        browser = Browser.open();
        share = ShareProgram.of(tree.root(), "--no-index");
    }

    @AfterAll
    static void stop() throws IOException {
        Browser.end(browser, share, directory);
    }

    @Test
    void page_everyHostileDirectory_isNoMoreThanATable() {
        for (String path : tree.directories()) {
            browser.go(share.url(path.substring(1)));
            browser.find(".js");

            assertHarmless();
            assertThat(browser.evaluate("document.querySelector('h1').textContent"))
                    .doesNotContain("\n", "\u202E");
        }
        browser.assertNoComplaints();
    }

    @Test
    void panel_everyHostileName_isTextAndItsUrlIsTheEntry() {
        browser.go(share.url(""));
        browser.find(".js .find input");
        int entries = browser.names().size();
        assertThat(entries).isGreaterThan(60);
        for (int i = 0; i < entries; i++) {
            browser.driver().executeScript("document.querySelector('.panel').close()");
            browser.until(
                    "closed",
                    () -> browser.evaluate("document.querySelector('.panel').childNodes.length")
                            .equals("0"));
            browser.driver().executeScript("document.querySelectorAll('tbody > tr > td > a')[" + i + "].focus()");
            browser.press(Keys.ARROW_RIGHT);
            browser.find(".panel[open] #copy-URL");
            String link = "document.querySelectorAll('tbody > tr > td > a')[" + i + "]";
            assertThat(browser.evaluate("document.getElementById('copy-URL').value"))
                    .isEqualTo(browser.evaluate(link + ".href"));
            assertThat(browser.evaluate("document.querySelector('.panel h2').textContent"))
                    .isEqualTo(browser.evaluate(link + ".textContent"));
            assertHarmless();
        }
        browser.assertNoComplaints();
    }

    @Test
    void entries_everyName_canBeSelected() {
        browser.go(share.url(""));
        browser.find(".js .find input");
        browser.press("a");

        assertThat(browser.evaluate("document.querySelectorAll('tbody input:checked').length"))
                .isEqualTo(Integer.toString(browser.names().size()));
    }

    private static void assertHarmless() {
        assertThat(browser.evaluate("window.ran")).isEqualTo("null");
        assertThat(browser.evaluate("document.querySelectorAll('script, style').length"))
                .isEqualTo("2");
        assertThat(browser.evaluate(
                        "document.querySelectorAll('tbody b, tbody script, h1 b, [onerror], [onload], [onfocus], "
                                + "[onmouseover], [onclick], a[href^=\"javascript\" i]').length"))
                .isEqualTo("0");
    }
}
