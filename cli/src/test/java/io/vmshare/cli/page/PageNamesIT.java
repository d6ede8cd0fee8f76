package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.ShareProgram;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Names and files that want to be more than that do nothing in the page. */
@Tag("client")
@Timeout(180)
class PageNamesIT {

    /** What is wrong with the page as it is now, as a list that should be empty. */
    private static final String HARM = """
            const harm = () => [
              'ran' in window ? 'something ran' : '',
              document.querySelectorAll('script, style').length === 2 ? '' : 'scripts or styles',
              /[\\n\\u202e]/.test(document.querySelector('h1').textContent) ? 'heading' : '',
              ...Array.from(document.querySelectorAll('tbody b, tbody script, h1 b, [onerror], [onload], [onfocus], '
                  + '[onmouseover], [onclick], a[href^="javascript" i]'), (element) => element.outerHTML),
            ].filter(Boolean);
            """;

    /** Opens the panel of each entry, by its key, and closes it. */
    private static final String PANELS = """
            const done = arguments[0];
            const panel = document.querySelector('.panel');
            (async () => {
              const wrong = [];
              const links = document.querySelectorAll('tbody > tr > td > a');
              for (const link of links) {
                link.focus();
                link.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true, cancelable: true}));
                if (document.getElementById('copy-URL')?.value !== link.href) wrong.push('URL of ' + link.href);
                if (panel.querySelector('h2').textContent !== link.textContent) wrong.push('title of ' + link.href);
                wrong.push(...harm());
                const closed = new Promise((resolve) => panel.addEventListener('close', resolve, {once: true}));
                panel.close();
                await closed;
              }
              return [String(links.length), ...wrong];
            })().then(done, (failure) => done(['', String(failure)]));
            """;

    private static List<String> directories = List.of();

    @RegisterExtension
    static final PageExtension PAGE =
            PageExtension.of(PageNamesIT::create, root -> ShareProgram.of(root, "--no-index"));

    private final Browser browser = PAGE.browser();
    private final ShareProgram share = PAGE.share();

    private static void create(Path root) throws IOException, InterruptedException {
        directories = HostileTree.create(root).directories();
        Files.createFile(root.resolve("\"><script>window.ran=1<\u2044script>"));
        Files.createFile(root.resolve("\"onfocus=\"window.ran=1\" autofocus x=\""));
        Files.createFile(root.resolve("' onmouseover='window.ran=1"));
        Files.writeString(root.resolve("README.md"), """
                <img src=x onerror="window.ran=1"><svg onload="window.ran=1">

                [click](javascript:window.ran=1) ![x](x" onerror="window.ran=1) <javascript:window.ran=1>
                """);
    }

    @Test
    void page_everyHostileDirectory_isNoMoreThanATable() {
        String deepest = directories.stream()
                .filter(path -> path.startsWith("/deep%20"))
                .reduce("", (a, b) -> a.length() > b.length() ? a : b);
        List<String> paths = directories.stream()
                .filter(path -> path.equals(deepest) || !path.startsWith("/deep%20"))
                .toList();
        assertThat(paths).hasSizeGreaterThan(12).contains(deepest);
        for (String path : paths) {
            browser.go(share.url(path.substring(1)));

            assertThat(browser.evaluate("document.documentElement.className")).isEqualTo("js");
            assertNoHarm();
        }
    }

    @Test
    void panel_everyHostileName_isTextAndItsUrlIsTheEntry() {
        browser.go(share.url(""));
        int entries = browser.names().size();
        assertThat(entries).isGreaterThan(60);

        List<?> told = (List<?>) browser.driver().executeAsyncScript(HARM + PANELS);

        assertThat(told).isEqualTo(List.of(Integer.toString(entries)));
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.find(".panel[open] h2").getText()).as("a real key").isNotEmpty();
        assertNoHarm();
    }

    @Test
    void entries_everyName_canBeSelected() {
        browser.go(share.url(""));
        browser.press(Keys.ARROW_DOWN, "a");

        assertThat(browser.evaluate("document.querySelectorAll('tbody input:checked').length"))
                .isEqualTo(Integer.toString(browser.names().size()));
    }

    private void assertNoHarm() {
        assertThat((List<?>) browser.driver().executeScript(HARM + "return harm();"))
                .isEmpty();
    }
}
