package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.ShareProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** What people take home from the page: one file, or what they select. */
@Tag("client")
@Timeout(120)
class SelectionIT {

    @RegisterExtension
    static final PageExtension PAGE = PageExtension.of(PageTree::create, ShareProgram::logging);

    private final Browser browser = PAGE.browser();
    private final ShareProgram share = PAGE.share();
    private final Path root = PAGE.root();

    @BeforeEach
    void open() {
        browser.go(share.url(""));
        browser.find(".js .find input");
    }

    @Test
    void click_file_savesItsBytes() throws IOException {
        browser.find("tbody a[href='disk9.qcow2']").click();

        assertThat(saved("disk9.qcow2")).isEqualTo(Files.readAllBytes(root.resolve("disk9.qcow2")));
    }

    @Test
    void click_download_savesWhatABrowserWouldShow() throws IOException {
        details("install.ks");
        browser.find(".acts a[download]").click();

        assertThat(saved("install.ks")).isEqualTo(Files.readAllBytes(root.resolve("install.ks")));
    }

    @Test
    void select_someAndAll_showTotalsAndAskForOneArchive() {
        List<String> asked =
                List.of("disk9.qcow2", "notes/", "\u00FCn\u00EFc\u00F6d\u00E9 \u05E9\u05DC\u05D5\u05DD.txt");
        for (String name : asked) {
            browser.find("input[aria-label=\"" + name.replace("/", "") + "\"]").click();
        }
        assertThat(browser.find("#sum").getText()).isEqualTo("3 entries selected, 68 KiB, 1 directory of unknown size");

        browser.find("button[value='tar.gz']").click();
        PAGE.awaitRequest("/?archive=tar.gz&entry=notes&entry=disk9.qcow2"
                + "&entry=%C3%BCn%C3%AFc%C3%B6d%C3%A9%20%D7%A9%D7%9C%D7%95%D7%9D.txt");

        open();
        browser.press(Keys.ARROW_DOWN, "a");
        assertThat(browser.find("#sum").getText()).startsWith("20 entries selected, ");
        browser.find("button[value=tar]").click();
        PAGE.awaitRequest("/?archive=tar");
    }

    @Test
    void select_someAndZip_savesThem() throws IOException {
        browser.find("input[aria-label='disk10.qcow2']").click();
        browser.find("input[aria-label='drivers']").click();
        browser.find("button[value=zip]").click();

        Path file = awaitSaved("root.zip");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactlyInAnyOrder(
                            "root/", "root/disk10.qcow2", "root/drivers/", "root/drivers/virtio win/");
            assertThat(zip.getInputStream(zip.getEntry("root/disk10.qcow2")).readAllBytes())
                    .isEqualTo(Files.readAllBytes(root.resolve("disk10.qcow2")));
        }
        Files.delete(file);
    }

    @Test
    void select_withShift_takesThoseBetween() {
        browser.find("input[aria-label='disk9.qcow2']").click();
        browser.driver()
                .executeScript("document.querySelector('input[aria-label=\"initrd.img\"]').dispatchEvent("
                        + "new MouseEvent('click', {bubbles: true, cancelable: true, shiftKey: true}))");

        assertThat(browser.list("Array.from(document.querySelectorAll('tbody input:checked'), box => box.value)"))
                .startsWith("disk9.qcow2", "disk10.qcow2")
                .endsWith("initrd.img")
                .hasSizeGreaterThan(3);
    }

    private byte[] saved(String name) throws IOException {
        Path file = awaitSaved(name);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private Path awaitSaved(String name) throws IOException {
        Path file = browser.downloads().resolve(name);
        browser.until("saved", () -> Files.exists(file));
        return file;
    }

    private void details(String name) {
        browser.driver().executeScript("document.querySelector(\"a[href='" + name + "']\").focus()");
        browser.press(Keys.ARROW_RIGHT);
        browser.find(".panel[open] h2");
    }
}
