package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.client.Command;
import io.vmshare.cli.client.ShareProgram;
import io.vmshare.cli.client.Trees;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** What the page tells of one entry: what it is, and the words by which other programs fetch it. */
@Tag("client")
@Timeout(120)
class PanelIT {

    @RegisterExtension
    static final PageExtension PAGE = PageExtension.of(PanelIT::create, root -> ShareProgram.of(root, "--no-index"));

    private final Browser browser = PAGE.browser();
    private final ShareProgram share = PAGE.share();

    private static void create(Path root) throws IOException {
        PageTree.create(root);
        String text = "; Gr\u00F6\u00DFe 5 \u20AC\r\n";
        Files.write(root.resolve("little.inf"), ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
        Files.write(root.resolve("big.reg"), text.getBytes(StandardCharsets.UTF_16));
        Files.write(root.resolve("old.bat"), text.getBytes("windows-1252"));
        Files.writeString(root.resolve("cut.txt"), "x" + "\u00E9".repeat(200_000));
        Files.write(root.resolve("zeros.txt"), new byte[100]);
        Trees.writeNoise(root.resolve("noise"), 100, 7);
        Path names = Files.createDirectories(root.resolve("odd $(touch ran) 'n' \"q\"/a%20b;&|<>"));
        for (String name : List.of(
                "it's a \"test\" $(touch ran) `touch ran`.txt",
                "-rf",
                "~",
                "#1?x=[1-3]{a,b}*.txt",
                "\u2018quoted\u2019.txt",
                "a\u201D;calc;\u201Cb.iso",
                "con.txt",
                "line\nfeed\u001B[31m\u202E.txt",
                "%PATH% ^& !x!.bat")) {
            Files.writeString(names.resolve(name), "content of " + name);
        }
        Files.write(HostileTree.resolve(names, "%FF%FEx"), new byte[] {1, 2, 3});
    }

    @AfterEach
    void nothingRan() {
        assertThat(browser.evaluate("window.ran")).isEqualTo("null");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            install.ks   | pre   | textContent.startsWith('# kickstart')
            boot.log     | pre   | textContent.length == 262144
            page.html    | pre   | textContent.startsWith('<script>parent.ran')
            picture.png  | img   | naturalWidth == 10
            vector.svg   | img   | naturalWidth == 60
            tone.wav     | audio | duration > 0.09
            guide.pdf    | iframe | src.startsWith('blob:http://127.0.0.1')
            empty.txt    | p     | textContent == 'The file is empty.'
            little.inf   | pre   | textContent == '; Gr\u00F6\u00DFe 5 \u20AC\\r\\n'
            big.reg      | pre   | textContent == '; Gr\u00F6\u00DFe 5 \u20AC\\r\\n'
            old.bat      | pre   | textContent == '; Gr\u00F6\u00DFe 5 \u20AC\\r\\n'
            cut.txt      | pre   | textContent == 'x' + '\u00E9'.repeat(131071)
            zeros.txt    | p     | textContent == 'This is no text.'
            noise        | p     | textContent == 'This is no text.'
            """)
    void preview_entry_isShownAsWhatItIs(String name, String element, String condition) {
        assertShown(share.url(""), name, element, condition);
    }

    /** Whole files and a range of one, and a picture of the README. */
    @Test
    void preview_ofEverything_isNoDownloadThatEndsAShare() throws Exception {
        try (ShareProcess once =
                ShareProcess.serve("0", "-b", "127.0.0.1", "--once", PAGE.root().toString())) {
            String url = "http://127.0.0.1:" + once.port() + "/";
            assertShown(url, "install.ks", "pre", "textContent.startsWith('# kickstart')");
            assertShown(url, "picture.png", "img", "naturalWidth == 10");
            assertShown(url, "guide.pdf", "iframe", "src.startsWith('blob:')");
            assertShown(url, "tone.wav", "audio", "duration > 0.09");
            browser.until(
                    "picture of the README",
                    () -> browser.evaluate("document.querySelector('.readme img').naturalWidth")
                            .equals("10"));

            URI.create(url + "install.ks").toURL().openStream().readAllBytes();
            assertThat(once.await().exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtio-win.iso", "setup.exe", "tools.tar.gz"})
    void preview_whatNobodyReads_isNotFetched(String name) {
        details(share.url(""), name);

        assertThat(browser.evaluate("document.querySelector('.panel[open] .view').childNodes.length"))
                .isEqualTo("0");
    }

    @Test
    void panel_image_canBeLookedInto() {
        details(share.url(""), "virtio-win.iso");

        assertThat(browser.list("Array.from(document.querySelectorAll('.acts a'), a => a.textContent)"))
                .containsExactly("Open", "Download", "Look inside");
        assertThat(browser.find(".facts").getText())
                .isEqualTo("2.9 MiB (3,000,000 bytes), modified 2026-11-02 02:19 (2026-11-01 20:34:56 UTC)");
    }

    @Test
    void checksum_ofEachKind_isThatOfTheFile() throws Exception {
        details(share.url(""), "install.ks");

        for (String kind : List.of("SHA-256", "SHA-512", "MD5")) {
            new Select(browser.find(".acts select")).selectByVisibleText(kind);
            browser.find(".acts button").click();
            byte[] sum = MessageDigest.getInstance(kind)
                    .digest(Files.readAllBytes(PAGE.root().resolve("install.ks")));
            browser.until(
                    kind,
                    () -> browser.evaluate("document.getElementById('copy-" + kind + "')?.value")
                            .equals(HexFormat.of().formatHex(sum)));
        }
    }

    /** The shells that run the commands are real; a name that is no command's is none after that, and nothing else ran. */
    @Test
    void commands_ofAnyName_fetchItsBytes() throws IOException, InterruptedException {
        List<String> tools = List.of("curl", "wget", "busybox");
        Command.require("curl", "wget", "busybox", "sh");
        browser.go(share.url(""));
        browser.find(".js .find input");
        String place = browser.evaluate("document.querySelector('tbody a[href^=odd]').href");
        browser.go(place);
        browser.find("tbody a").click();
        browser.until("below", () -> !browser.driver().getCurrentUrl().equals(place));
        browser.find(".js .find input");
        int entries = browser.names().size();
        assertThat(entries).isEqualTo(10);
        for (int i = 0; i < entries; i++) {
            detailsOf(i);
            List<String> commands = tools.stream()
                    .map(tool -> browser.evaluate("document.getElementById('copy-" + tool + "').value"))
                    .toList();
            String url = browser.evaluate("document.getElementById('copy-URL').value");
            browser.press(Keys.ESCAPE);
            byte[] bytes = URI.create(url).toURL().openStream().readAllBytes();
            for (String command : commands) {
                assertThat(command).doesNotContain("\n", "\u001B", "\u202E");
                assertFetches(command, bytes);
            }
        }
    }

    private static void assertFetches(String command, byte[] bytes) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("command");
        try {
            Command.run(work, Duration.ofSeconds(20), "sh", "-c", command).succeeded();

            List<Path> fetched = list(work);
            assertThat(fetched).as(command).hasSize(1);
            assertThat(Files.readAllBytes(fetched.get(0))).as(command).isEqualTo(bytes);
        } finally {
            HostileTree.delete(work);
        }
    }

    @Test
    void commands_forWindows_areQuotedForItsShells() {
        browser.go(share.url(""));
        browser.find(".js .find input");
        browser.go(browser.evaluate("document.querySelector('tbody a[href^=odd]').href") + "a%2520b%3B%26%7C%3C%3E/");
        browser.find(".js .find input");
        for (int i = 0; i < browser.names().size(); i++) {
            detailsOf(i);
            String url = browser.evaluate("document.getElementById('copy-URL').value");
            String powerShell = browser.evaluate("document.getElementById('copy-PowerShell').value");
            String certutil = browser.evaluate("document.getElementById('copy-certutil').value");

            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9._~%/-]+");
            assertThat(powerShell)
                    .startsWith("Invoke-WebRequest -UseBasicParsing -Uri '" + url + "' -OutFile '")
                    .endsWith("'");
            String name = powerShell.substring(powerShell.indexOf("-OutFile '") + 10, powerShell.length() - 1);
            assertThat(name.replaceAll("(['\u2018\u2019])\\1", ""))
                    .matches("[^'\u2018\u2019\u201A\u201B\u201C-\u201F<>:\"/\\\\|?*%!^&`\\[\\]$\\p{Cntrl}]+")
                    .doesNotMatch("(?i)con(\\..*)?");
            assertThat(certutil).matches("certutil -urlcache -split -f \"[^\"]+\" \"[^\"%^&|<>]+\"");
            browser.press(Keys.ESCAPE);
        }
    }

    @Test
    void commands_ofADirectory_areForAllOfIt() {
        details(share.url(""), "notes/");

        String url = share.url("notes/");
        assertThat(browser.evaluate("document.getElementById('copy-wget').value"))
                .isEqualTo("wget -m -np -nH '" + url + "'");
        assertThat(browser.evaluate("document.getElementById('copy-curl').value"))
                .isEqualTo("curl -f '" + url + "?archive=tar.gz' | tar -xzf -");
        assertThat(browser.evaluate("document.getElementById('copy-PowerShell').value"))
                .isEqualTo("Invoke-WebRequest -UseBasicParsing -Uri '" + url + "?archive=zip' -OutFile 'notes.zip'");
    }

    /** A page over plain HTTP has no clipboard of its own, unless it comes from this machine. */
    @Test
    void copy_overPlainHttp_works() {
        String url = "http://" + Browser.FOREIGN_HOST + ":" + share.uri().getPort() + "/";
        details(url, "install.ks");
        assertThat(browser.evaluate("window.isSecureContext + ' ' + !navigator.clipboard"))
                .isEqualTo("false true");

        browser.find("[aria-label='Copy curl']").click();
        browser.until(
                "copied",
                () -> browser.find("[aria-label='Copy curl']").getText().equals("Copied"));
        browser.press(Keys.ESCAPE);
        browser.until(
                "closed",
                () -> browser.evaluate("document.activeElement.textContent").equals("install.ks"));
        browser.find("#find").sendKeys(Keys.chord(Keys.CONTROL, "v"));

        browser.until(
                "pasted",
                () -> browser.evaluate("document.getElementById('find').value")
                        .equals("curl -fo 'install.ks' '" + url + "install.ks'"));
    }

    @Test
    void copy_key_copiesTheUrl() {
        browser.go("http://" + Browser.FOREIGN_HOST + ":" + share.uri().getPort() + "/");
        browser.find(".js .find input");
        browser.press("/", "install", Keys.ARROW_DOWN, "c");

        browser.until(
                "told",
                () -> browser.evaluate("document.querySelector('.toast').textContent")
                        .equals("Copied " + browser.driver().getCurrentUrl() + "install.ks"));
    }

    private void assertShown(String url, String name, String element, String condition) {
        details(url, name);
        String shown = "document.querySelector('.panel[open] .view " + element + "')";
        browser.until(
                condition, () -> browser.evaluate(shown + "?." + condition).equals("true"));
    }

    private void details(String url, String name) {
        browser.go(url);
        browser.find(".js .find input");
        int index = browser.names().indexOf(name);
        assertThat(index).as(name).isNotNegative();
        detailsOf(index);
    }

    private void detailsOf(int index) {
        browser.driver().executeScript("document.querySelectorAll('tbody > tr > td > a')[" + index + "].focus()");
        browser.press(Keys.ARROW_RIGHT);
        browser.find(".panel[open] #copy-URL");
    }

    private static List<Path> list(Path work) throws IOException {
        try (var entries = Files.list(work)) {
            return entries.toList();
        }
    }
}
