package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.ShareProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** What people do with the page. */
@Tag("client")
@Timeout(120)
class PageIT {

    private static final List<String> DIRECTORIES = List.of("drivers/", "images/", "notes/", "seed/");

    @RegisterExtension
    static final PageExtension PAGE = PageExtension.of(PageTree::create, ShareProgram::logging);

    private final Browser browser = PAGE.browser();
    private final ShareProgram share = PAGE.share();

    @BeforeEach
    void open() {
        browser.go(share.url(""));
        browser.find(".js .find input");
    }

    @Test
    void click_directoryAndPathAbove_walkTheTree() {
        click("drivers/");
        browser.until("below", () -> browser.driver().getCurrentUrl().endsWith("/drivers/"));
        click("virtio win/");
        browser.until("deeper", () -> browser.driver().getCurrentUrl().endsWith("/drivers/virtio%20win/"));

        assertThat(browser.find("h1").getText()).isEqualTo("virtio win");
        browser.press(Keys.BACK_SPACE);
        browser.until("up by key", () -> browser.driver().getCurrentUrl().endsWith("/drivers/"));
        browser.find("nav a").click();
        browser.until("up by click", () -> browser.driver().getCurrentUrl().equals(share.url("")));
    }

    @Test
    void sort_headers_reorderWithoutARequestAndAReloadKeepsIt() {
        List<String> byName = browser.names();
        browser.driver().executeScript("window.same = true");

        browser.find("button[value=size]").click();
        List<String> bySize = browser.names();
        assertThat(bySize).startsWith(DIRECTORIES.toArray(String[]::new));
        assertThat(bySize.subList(4, 7)).containsExactly("virtio-win.iso", "initrd.img", "boot.log");
        assertThat(bySize).endsWith("empty.txt").containsExactlyInAnyOrderElementsOf(byName);
        assertThat(browser.find("th[aria-sort=descending]").getText()).isEqualTo("Size");

        browser.find("button[value=size]").click();
        assertThat(browser.names().get(4)).isEqualTo("empty.txt");
        browser.find("button[value=time]").click();
        assertThat(browser.names().subList(4, 6))
                .containsExactly("\u00FCn\u00EFc\u00F6d\u00E9 \u05E9\u05DC\u05D5\u05DD.txt", "README.md");
        List<String> byTime = browser.names();
        assertThat(browser.evaluate("window.same")).isEqualTo("true");

        browser.driver().navigate().refresh();
        browser.find(".js .find input");
        assertThat(browser.evaluate("window.same")).isEqualTo("null");
        assertThat(browser.names()).isEqualTo(byTime);
        browser.find("button[value=name]").click();
        assertThat(browser.names())
                .as("natural order, of a page that came in another one")
                .isEqualTo(byName);
        browser.find("button[value=name]").click();
        List<String> files = new ArrayList<>(byName.subList(4, byName.size()));
        Collections.reverse(files);
        assertThat(browser.names()).endsWith(files.toArray(String[]::new));
    }

    @Test
    void filter_wordsAndPattern_leaveWhatMatches() {
        browser.press("/", "DISK");
        assertThat(browser.names()).containsExactly("disk9.qcow2", "disk10.qcow2");
        assertThat(browser.find(".tools output").getText()).isEqualTo("2 of 20");

        browser.press(" 10");
        assertThat(browser.names()).containsExactly("disk10.qcow2");
        browser.press(Keys.ESCAPE);
        assertThat(browser.names()).hasSize(20);
        browser.press("*.i*");
        assertThat(browser.names()).containsExactly("initrd.img", "virtio-win.iso");
        browser.press(Keys.ESCAPE, "nothing of the kind");
        assertThat(browser.names()).isEmpty();
    }

    @Test
    void filter_bothFormsOfALetter_match() {
        browser.press("/", "u\u0308ni\u0308");

        assertThat(browser.names()).hasSize(1);
    }

    @Test
    void search_below_findsWhatIsNotHere() {
        browser.press("/", "virtio");
        browser.find(".tools button:not([type])").click();
        browser.until("searched", () -> browser.driver().getCurrentUrl().equals(share.url("?find=virtio")));
        browser.find(".js .find input");
        assertThat(browser.names()).containsExactly("virtio-win.iso", "drivers/virtio win/");
        assertThat(browser.find(".note").getText()).startsWith("What matches virtio, here and below.");
        assertThat(browser.evaluate("document.querySelectorAll('input[type=checkbox]').length"))
                .as("boxes, where nothing can be done with some of the entries")
                .isEqualTo("0");

        browser.find("button[value=time]").click();
        assertThat(browser.driver().getCurrentUrl()).isEqualTo(share.url("?find=virtio&sort=time&order=desc"));
        browser.find("h1").click();
        browser.press(Keys.BACK_SPACE);
        browser.until("all", () -> browser.driver().getCurrentUrl().equals(share.url("?")));
        browser.find(".js .find input");
        assertThat(browser.names()).hasSize(20);

        browser.press("/", "virtio?win", Keys.ENTER);
        browser.until(
                "searched by key", () -> browser.driver().getCurrentUrl().equals(share.url("?find=virtio%3Fwin")));
        browser.find(".js tbody a").click();
        browser.until("below", () -> browser.driver().getCurrentUrl().endsWith("/drivers/virtio%20win/"));
    }

    @Test
    void keys_alone_doEverything() {
        browser.press("/", "disk", Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        assertThat(focused()).isEqualTo("disk10.qcow2");
        browser.press(Keys.ARROW_UP);
        assertThat(focused()).isEqualTo("disk9.qcow2");

        browser.press(Keys.SPACE, Keys.ARROW_DOWN, Keys.SPACE);
        assertThat(browser.find("#sum").getText()).isEqualTo("2 entries selected, 73 KiB");
        browser.press(Keys.SPACE);
        assertThat(browser.find("#sum").getText()).isEqualTo("1 entry selected, 68 KiB");

        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.find(".panel[open] h2").getText()).isEqualTo("disk10.qcow2");
        browser.press(Keys.ARROW_UP);
        assertThat(browser.find(".panel[open] h2").getText()).isEqualTo("disk9.qcow2");
        browser.press(Keys.ESCAPE);
        browser.until(
                "closed",
                () -> browser.evaluate("document.querySelector('.panel').open").equals("false"));
        assertThat(focused()).isEqualTo("disk9.qcow2");

        browser.press("?");
        assertThat(browser.find(".small[open] h2").getText()).isEqualTo("Keys");
        browser.press(Keys.ESCAPE, Keys.ESCAPE);
        assertThat(browser.names()).hasSize(20);
        browser.press(Keys.ESCAPE);
        assertThat(browser.find("#sum").getText()).startsWith("4 directories, 16 files, ");
        browser.press("/", "notes", Keys.ENTER);
        browser.until("opened", () -> browser.driver().getCurrentUrl().endsWith("/notes/"));
    }

    /** WCAG 2.2 §2.1.4: speech is typed, too. */
    @Test
    void keys_thatAreCharacters_areThoseOfTheTableOrCanBeTurnedOff() {
        browser.find("h1").click();
        browser.press("a", "c", Keys.END);
        assertThat(browser.find("#sum").getText()).startsWith("4 directories, 16 files, ");
        assertThat(browser.evaluate("document.activeElement.tagName")).isEqualTo("BODY");

        browser.press(Keys.ARROW_DOWN, Keys.END);
        assertThat(focused()).isEqualTo(browser.names().get(19));
        browser.press(Keys.HOME, "a");
        assertThat(focused()).isEqualTo("drivers/");
        assertThat(browser.find("#sum").getText()).startsWith("20 entries selected, ");

        browser.press("?");
        browser.find(".small[open] input").click();
        open();
        browser.press("?", "/");
        assertThat(browser.evaluate("document.querySelector('.small').open + ' ' + document.activeElement.tagName"))
                .isEqualTo("false BODY");
        browser.find(".keys").click();
        browser.find(".small[open] input").click();
        browser.press(Keys.ESCAPE);
        browser.until(
                "closed",
                () -> browser.evaluate("document.querySelector('.small').open").equals("false"));
        browser.press("/");
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("find");
    }

    @Test
    void keys_inAChoice_areThoseOfTheBrowser() {
        browser.driver().executeScript("document.querySelector('select[name=list]').focus()");
        browser.press(Keys.ARROW_DOWN);

        assertThat(browser.evaluate("document.activeElement.value")).isEqualTo("ndjson");
    }

    @Test
    void cells_sizeAndTime_areForPeopleAndTellWhatIsExact() {
        String row = "document.querySelector('a[href=\"virtio-win.iso\"]').closest('tr').cells";

        assertThat(browser.evaluate(row + "[2].textContent")).isEqualTo("2.9\u00A0MiB");
        assertThat(browser.evaluate(row + "[2].title")).isEqualTo("3,000,000 bytes");
        assertThat(browser.evaluate(row + "[3].textContent")).isEqualTo("2026-11-02 02:19");
        assertThat(browser.evaluate(row + "[3].title")).isEqualTo("2026-11-01 20:34:56 UTC");
    }

    @Test
    void readme_links_liveByTheScriptAndPicturesComeFromTheShareOnly() {
        assertThat(browser.evaluate("document.querySelector('.readme a').href")).isEqualTo(share.url("virtio-win.iso"));
        assertThat(browser.evaluate("document.querySelectorAll('.readme img').length"))
                .isEqualTo("1");
        assertThat(browser.evaluate("document.querySelector('.readme p:last-child a').href"))
                .isEqualTo("http://example.org/x.png");
        browser.until(
                "picture",
                () -> browser.evaluate("document.querySelector('.readme img').naturalWidth")
                        .equals("10"));
        browser.driver().executeScript("document.querySelector('.readme a[href$=\"notes/\"]').click()");
        browser.until("followed", () -> browser.driver().getCurrentUrl().endsWith("/notes/"));
    }

    @Test
    void qr_button_showsThePictureInPlace() {
        browser.find("button[name=qr]").click();

        browser.until(
                "picture",
                () -> browser.evaluate("document.querySelector('.small[open] img')?.naturalWidth > 100")
                        .equals("true"));
        assertThat(browser.find(".small p").getText()).isEqualTo(share.url(""));
    }

    private void click(String name) {
        browser.find("tbody a[href='" + name.replace(" ", "%20") + "']").click();
    }

    private String focused() {
        return browser.evaluate("document.activeElement.textContent");
    }
}
