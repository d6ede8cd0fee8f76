package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Fifo;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README below the page. */
@Timeout(60)
class ReadmeHttpTest {

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    @Test
    void get_markdown_isRenderedWithoutLinksThatAreFollowed() throws IOException {
        write("README.md", """
                # Drivers

                See [the *notes*](docs/notes.txt), <https://example.org/> and ![a picture](logo.png).

                - one
                """);

        assertThat(section())
                .contains("<h3>Drivers</h3>")
                .contains("<a data-href=\"docs/notes.txt\">the <em>notes</em></a>")
                .contains("<a data-href=\"https://example.org/\">")
                .contains("<img alt=\"a picture\" data-src=\"logo.png\" />")
                .doesNotContain(" href=", " src=");
    }

    @Test
    void get_hostileMarkdown_isText() throws IOException {
        write("readme.md", """
                <script>alert(1)</script> <b onclick="x()">b</b>

                [a](javascript:alert(1)) [b](data:text/html,x) ![c](javascript:x) [d](JaVaScRiPt:x "t\\" onclick=\\"x")

                <img src=x onerror=alert(1)>

                </section></main><style>*{display:none}</style>
                """);

        assertThat(section())
                .contains("&lt;script&gt;", "&lt;img src=x", "&lt;/section&gt;")
                .doesNotContainPattern("(?i)<(script|style|b|img src)\\b")
                .doesNotContainPattern("(?i)data-(href|src)=\"[^\"]*(javascript|data):")
                .doesNotContainPattern("(?i)<[a-z][^>]* onclick=\"");
    }

    /** Each reference takes 30 characters and becomes 16,000. */
    @Test
    void get_markdownThatGrowsWithoutEnd_isShownAsItIs() throws IOException {
        write("README.md", "[a]: /" + "x".repeat(16_000) + "\n\n" + "[a] ".repeat(10_000) + "\n");

        assertThat(section()).contains("<pre>[a]: /xxx").hasSizeLessThan(100_000);
    }

    @Test
    void get_text_isShownAsItIs() throws IOException {
        write("README.txt", "a <b>\tc\r\n\u202Eturned\u001B[31m\n");

        assertThat(section()).contains("<pre>a &lt;b&gt;   c\n\uFFFDturned\u241B[31m\n</pre>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "windows-1252"})
    void get_textOfAnyCoding_isShown(String charset) throws IOException {
        String mark = charset.equals("UTF-8") || charset.equals("UTF-16LE") ? "\uFEFF" : "";
        Files.write(share.root().resolve("README.txt"), (mark + "Gr\u00F6\u00DFe: 5 \u20AC\r\n").getBytes(charset));

        assertThat(section()).contains("<pre>Gr\u00F6\u00DFe: 5 \u20AC\n</pre>");
    }

    @Test
    void get_several_areTheMarkdown() throws IOException {
        write("README", "plain");
        write("README.txt", "text");
        write("ReadMe.MD", "marked");

        assertThat(section()).contains("aria-label=\"ReadMe.MD\"", "<p>marked</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"too long", "empty", "no text", "directory", "fifo", "unreadable link", "other name"})
    void get_whatIsNoReadme_leavesThePageWithout(String what) throws Exception {
        Path readme = share.root().resolve("README.md");
        switch (what) {
            case "too long" -> Files.writeString(readme, "x".repeat(64 * 1024 + 1));
            case "empty" -> Files.createFile(readme);
            case "no text" -> Files.write(readme, new byte[] {'a', 0, 'b'});
            case "directory" -> Files.createDirectory(readme);
            case "fifo" -> Fifo.create(readme);
            case "unreadable link" -> Files.createSymbolicLink(readme, Path.of("nowhere"));
            default -> write("README.md.bak", "x");
        }

        assertThat(page()).doesNotContain("<section").endsWith("</html>\n");
    }

    @Test
    void get_asLongAsCanBe_isShown() throws IOException {
        write("README.txt", "x".repeat(64 * 1024));

        assertThat(section()).contains("x".repeat(64 * 1024) + "</pre>");
    }

    /** Rendering calls itself for each level of these. */
    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "[", "![", "*a **a ", "<", "`", "&", "1. ", "\\", "[a](", "_a*"})
    void get_deeplyNestedMarkdown_isStillAPage(String piece) throws IOException {
        write("README.md", piece.repeat(64_000 / piece.length()));

        assertThat(page()).endsWith("</script>\n</body>\n</html>\n").contains("<section class=\"readme\"");
    }

    @Test
    void get_plainListing_hasNoReadme() throws IOException {
        write("README.md", "# here");

        assertThat(share.given().get("/").asString()).doesNotContain("here");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(share.root().resolve(name), text, StandardCharsets.UTF_8);
    }

    private String page() {
        return share.given().header("Accept", "text/html").get("/").asString();
    }

    private String section() {
        String page = page();
        assertThat(page).contains("<section class=\"readme\"");
        return page.substring(page.indexOf("<section class=\"readme\""), page.lastIndexOf("<script type="));
    }
}
