package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.ShareProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** A directory of a hundred thousand files, from a program that has 64 MB of heap. */
@Tag("client")
@Timeout(180)
class PageCrowdIT {

    private static final int ENTRIES = 100_000;

    @RegisterExtension
    static final PageExtension PAGE =
            PageExtension.of(PageCrowdIT::create, ShareProgram::onSmallMachine).inMemory();

    private final Browser browser = PAGE.browser();
    private final ShareProgram share = PAGE.share();

    private static void create(Path root) throws IOException {
        for (int i = 0; i < ENTRIES; i++) {
            Files.createFile(root.resolve("log-" + i + ".txt"));
        }
        Files.createDirectory(root.resolve("log-50000-directory"));
    }

    @Test
    void page_aHundredThousandEntries_staysUsable() throws IOException {
        browser.go(share.url(""));
        browser.find(".js .find input");
        assertThat(browser.evaluate("document.querySelectorAll('tbody > tr').length"))
                .isEqualTo("100001");
        browser.until(
                "all are dressed",
                () -> browser.evaluate(
                                "document.querySelector('tbody:last-of-type > tr:last-child input').hasAttribute('aria-label')")
                        .equals("true"));

        browser.press("/", "99999");
        browser.until("filtered", () -> browser.find(".tools output").getText().equals("1 of 100,001"));
        assertThat(browser.names()).containsExactly("log-99999.txt");
        browser.press(Keys.ESCAPE);
        browser.until("all", () -> browser.find(".tools output").getText().isEmpty());

        browser.find("button[value=name]").click();
        assertThat(browser.evaluate("document.querySelector('tbody a').textContent"))
                .isEqualTo("log-99999.txt");
        browser.press(Keys.ARROW_DOWN, Keys.END);
        assertThat(browser.evaluate("document.activeElement.textContent")).isEqualTo("log-0.txt");
        browser.press("a");
        assertThat(browser.find("#sum").getText())
                .isEqualTo("100,001 entries selected, 0 B, 1 directory of unknown size");
        browser.picture("crowd");
        assertThat(browser.find("button[value=zip]").isEnabled()).isTrue();

        browser.press(Keys.SPACE);
        assertThat(browser.find("#sum").getText())
                .startsWith("100,000 entries selected, ")
                .endsWith("These are too many names for one request: select fewer, or all.");
        assertThat(browser.find("button[value=zip]").isEnabled()).isFalse();
    }
}
