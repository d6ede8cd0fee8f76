package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.ShareProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** How the page looks: axe-core finds nothing to object to, and pictures are left in {@code target/screenshots}. */
@Tag("client")
@Timeout(180)
class PageLookIT {

    private static final String AXE = axe();

    /** Parts that no text is in, each with the property that shows it and what it stands on; {@code --} is a colour of ours. */
    private static final String EDGES = """
            [['#find', '', 'borderTopColor', '--bg'], ['#find', '', 'borderTopColor', '--raised'],
              ['.more select', '', 'borderTopColor', '--bg'], ['.more select', '', 'borderTopColor', '--raised'],
              ['tbody tr', '::after', 'backgroundColor', '--bg'], ['tbody tr', '::after', 'backgroundColor', '--hover'],
              ['tbody tr', '::after', 'backgroundColor', '--chosen'], ['tbody td > a', '::before', 'backgroundColor', '--bg']]
            """;

    /** The contrast of two colours as WCAG 2.2 defines it. */
    private static final String CONTRAST = """
            const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            const light = (colour) => {
              canvas.fillStyle = colour;
              canvas.fillRect(0, 0, 1, 1);
              const [r, g, b] = Array.from(canvas.getImageData(0, 0, 1, 1).data, (v) =>
                  v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
            const ours = getComputedStyle(document.documentElement);
            return EDGES.filter(([selector, part, property, under]) => {
              const style = getComputedStyle(document.querySelector(selector), part);
              return style.opacity !== '1' || !(contrast(style[property], ours.getPropertyValue(under).trim()) >= 3);
            }).map(String);
            """.replace("EDGES", EDGES.strip());

    @RegisterExtension
    static final PageExtension PAGE = PageExtension.of(PageTree::create, ShareProgram::of);

    private final Browser browser = PAGE.browser();
    private final ShareProgram share = PAGE.share();

    @ParameterizedTest(name = "{1} px, {0}")
    @CsvSource({"light, 360", "light, 768", "light, 1440", "dark, 360", "dark, 768", "dark, 1440"})
    void page_everyWidthAndScheme_hasNoBarrierAndFits(String scheme, int width) throws IOException {
        browser.look(width, width == 360 ? 740 : 900, scheme);
        open("");
        browser.picture("page-" + width + "-" + scheme);
        assertFits(width);
        assertNoBarrier();

        browser.find("input[aria-label='disk9.qcow2']").click();
        browser.find("input[aria-label='notes']").click();
        browser.driver().executeScript("document.querySelector('a[href=\"install.ks\"]').focus()");
        browser.picture("chosen-" + width + "-" + scheme);
        assertFits(width);
        assertNoBarrier();
        browser.press(Keys.ARROW_RIGHT);
        browser.find(".panel[open] .view pre");
        browser.picture("panel-" + width + "-" + scheme);
        assertFits(width);
        assertNoBarrier();
    }

    /** WCAG 2.2 §1.4.11. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void edges_bothSchemes_haveThreeTimesTheContrastOfWhatIsAround(String scheme) {
        browser.look(1440, 900, scheme);
        open("");

        assertThat((List<?>) browser.driver().executeScript(CONTRAST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void others_bothSchemes_haveNoBarrier(String scheme) throws IOException {
        browser.look(1440, 900, scheme);
        open("drivers/virtio%20win/");
        browser.picture("empty-" + scheme);
        assertNoBarrier();
        open("");
        browser.press("?");
        browser.find(".small[open] dl");
        browser.picture("keys-" + scheme);
        assertNoBarrier();
        open("");
        browser.find("button[name=qr]").click();
        browser.until(
                "picture",
                () -> browser.evaluate("document.querySelector('.small img').naturalWidth > 0")
                        .equals("true"));
        browser.picture("qr-" + scheme);
        assertNoBarrier();
        for (String name : List.of("picture.png", "guide.pdf")) {
            open("");
            browser.driver().executeScript("document.querySelector('a[href=\"" + name + "\"]').focus()");
            browser.press(Keys.ARROW_RIGHT);
            browser.find(".view > *");
            browser.picture(name + "-" + scheme);
        }
        open("");
        browser.press("/", "disk");
        browser.picture("filter-" + scheme);
        browser.driver().executeScript("document.querySelector('.readme').scrollIntoView()");
        browser.picture("readme-" + scheme);
        assertNoBarrier();
    }

    private void open(String path) {
        browser.go(share.url(path));
        browser.find(".js");
    }

    /** Nothing is wider than what is seen, so that nobody has to scroll sideways. */
    private void assertFits(int width) {
        assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
                .isLessThanOrEqualTo(width);
    }

    private void assertNoBarrier() {
        browser.driver().executeScript("if (!window.axe) { " + AXE + "\n}");
        Object found = browser.driver()
                .executeAsyncScript(
                        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then("
                                + "result => done(result.violations.map(it => it.id + ': ' + it.nodes.map("
                                + "node => node.target + ' ' + node.failureSummary).join('; '))), failure => done(['' + failure]))");

        assertThat((List<?>) found).isEmpty();
    }

    private static String axe() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(resource("META-INF/maven/org.webjars.npm/axe-core/pom.properties")));
            return resource("META-INF/resources/webjars/axe-core/" + properties.getProperty("version") + "/axe.min.js");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageLookIT.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
