package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --open} and {@code --qr}. */
@Timeout(60)
class OpenIT {

    private static final String BROWSER = """
            #!/bin/sh
            cd "$(dirname "$0")"
            printf '<%s>' "$@" >>said; echo >>said
            echo noise; echo noise >&2
            [ ! -s err ]
            """;

    @TempDir
    private Path directory;

    private Path shared;
    private FakeProgram browser;

    @BeforeEach
    void install() throws IOException {
        shared = Files.createDirectory(directory.resolve("it's; $(shared)"));
        browser = FakeProgram.install(directory, "xdg-open", BROWSER, "");
    }

    private ShareProcess.Setup share(String... options) {
        return ShareProcess.with(options)
                .in(shared)
                .environment("PATH", directory + ":" + System.getenv("PATH"))
                .environment("SSH_CONNECTION", "")
                .environment("WAYLAND_DISPLAY", "");
    }

    @Test
    void open_display_startsTheBrowserWithTheUrl() throws Exception {
        try (ShareProcess share = share("0", "-b", "127.0.0.1", "--open")
                .environment("DISPLAY", ":99")
                .serve()) {
            Deadline.await("browser", () -> !browser.said().isEmpty());

            assertThat(browser.said()).containsExactly("<http://localhost:" + share.port() + "/>");
            assertThat(share.stop().err()).isEmpty();
        }
    }

    @Test
    void open_browserFails_isALineAndTheShareGoesOn() throws Exception {
        browser.set("err", "yes");
        try (ShareProcess share = share("0", "-b", "127.0.0.1", "--open")
                .environment("DISPLAY", ":99")
                .serve()) {
            String url = "http://localhost:" + share.port() + "/";
            share.awaitErr("share: --open: xdg-open failed: exit code 1; open " + url + " yourself\n");

            assertThat(share.stop().exitCode()).isZero();
        }
    }

    @Test
    void open_noDisplay_isALineAndNoBrowser() throws Exception {
        try (ShareProcess share = share("0", "-b", "127.0.0.1", "--open")
                .environment("DISPLAY", "")
                .serve()) {
            String url = "http://localhost:" + share.port() + "/";
            share.awaitErr("share: --open: there is no display here; open " + url + " yourself\n");

            assertThat(share.stop().exitCode()).isZero();
            assertThat(browser.said()).isEmpty();
        }
    }

    @Test
    void qr_piped_isPrintedWithoutControlCharacters() throws Exception {
        try (ShareProcess share = share("0", "-b", "127.0.0.1", "--qr")
                .environment("LC_ALL", "C.UTF-8")
                .serve()) {
            share.awaitOut("\u2588\n");
            share.awaitOut("\nhttp://10.0.2.2:" + share.port() + "/\n");

            assertThat(share.stop().out()).doesNotContain("\u001b");
        }
    }
}
