package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.ShareProgram;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** The page in a browser that runs no script. */
@Tag("client")
@Timeout(120)
class PageWithoutScriptIT {

    @RegisterExtension
    static final PageExtension PAGE = PageExtension.of(PageTree::create, ShareProgram::logging);

    private final Browser browser = PAGE.browserWithoutScript();
    private final ShareProgram share = PAGE.share();

    @BeforeEach
    void open() {
        browser.go(share.url(""));
        browser.find("table");
    }

    @Test
    void page_withoutScript_isWholeAndHasNothingDead() throws IOException {
        assertThat(browser.driver().findElements(By.cssSelector(".js, .keys, output, dialog, .act")))
                .isEmpty();
        assertThat(browser.names()).hasSize(20).startsWith("drivers/", "images/", "notes/", "seed/", "boot.log");
        assertThat(browser.find("tbody").getText()).contains("3000000", "2026-11-01 20:34:56");
        assertThat(browser.find("#sum").getText()).startsWith("4 directories, 16 files, ");
        assertThat(browser.find(".readme").getText()).contains("Images for the lab", "the driver disc");
        browser.picture("without-script");
    }

    @Test
    void sort_buttons_askTheServer() {
        browser.find("button[value=size]").click();
        browser.until("sorted", () -> browser.driver().getCurrentUrl().endsWith("/?order=desc&sort=size"));
        assertThat(browser.names().subList(4, 6)).containsExactly("virtio-win.iso", "initrd.img");

        browser.find("button[value=size]").click();
        browser.until("turned", () -> browser.driver().getCurrentUrl().endsWith("/?order=asc&sort=size"));
        assertThat(browser.names().get(4)).isEqualTo("empty.txt");
    }

    @Test
    void search_button_asksTheServerAndOrderKeepsIt() {
        browser.find("#find").sendKeys("virtio");
        browser.find(".tools button").click();
        browser.until("found", () -> browser.driver().getCurrentUrl().endsWith("/?find=virtio"));
        assertThat(browser.names()).containsExactly("virtio-win.iso", "drivers/virtio win/");

        browser.find("button[value=size]").click();
        browser.until("sorted", () -> browser.driver().getCurrentUrl().contains("order=desc"));
        assertThat(browser.driver().getCurrentUrl()).endsWith("/?find=virtio&order=desc&sort=size");
        browser.find(".note button").click();
        browser.until("all", () -> browser.names().size() == 20);
    }

    @Test
    void select_boxes_goWithTheArchive() {
        browser.find("input[value='disk9.qcow2']").click();
        browser.find("input[value='notes']").click();
        browser.find("button[value=tar]").click();

        PAGE.awaitRequest("/?entry=notes&entry=disk9.qcow2&archive=tar");
    }

    @Test
    void choose_formOfTheListOrOfChecksums_isAskedFor() {
        new Select(browser.find("select[name=list]")).selectByVisibleText("NDJSON");
        browser.find(".more form:nth-of-type(1) button").click();
        PAGE.awaitRequest("/?list=ndjson");

        open();
        new Select(browser.find("select[name=digest]")).selectByVisibleText("MD5");
        browser.find(".more form:nth-of-type(2) button").click();
        PAGE.awaitRequest("/?digest=md5");
    }

    @Test
    void readme_links_tellWhereTheyLead() {
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.readme a'), '::after').content"))
                .isEqualTo("\" (virtio-win.iso)\"");
    }

    @Test
    void buttons_ofTheDirectory_sendNoSelection() {
        browser.find("input[value='disk9.qcow2']").click();
        browser.find("button[name=qr]").click();

        browser.until("picture", () -> browser.driver().getCurrentUrl().endsWith("/?qr="));
        assertThat(browser.driver().getPageSource()).contains("<title>" + share.url("") + "</title>");
    }

    @Test
    void click_links_walkTheTree() {
        browser.find("a[href='drivers/']").click();
        browser.until("below", () -> browser.driver().getCurrentUrl().endsWith("/drivers/"));
        assertThat(browser.names()).isEqualTo(List.of("virtio win/"));
        browser.find("nav a").click();
        browser.until("above", () -> browser.driver().getCurrentUrl().equals(share.url("")));
    }
}
