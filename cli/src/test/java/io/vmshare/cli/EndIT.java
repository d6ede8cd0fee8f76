package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.SlowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shares that end by themselves, and what their exit code says. */
@Timeout(60)
class EndIT {

    private static final long LARGE = 64L << 20;

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "0123456789");
        HostileTree.sparse(directory.resolve("large"), LARGE);
    }

    private ShareProcess serve(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("0", "-b", "127.0.0.1", "-d", directory.toString()));
        words.addAll(List.of(options));
        return ShareProcess.serve(words.toArray(String[]::new));
    }

    private static RawHttp.Response ask(ShareProcess share, String method, String path, String... fields)
            throws IOException {
        String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            http.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    @Test
    void once_afterOneWholeFile_endsWithExitCode0() throws Exception {
        try (ShareProcess share = serve("--once", "--json", "--qr")) {
            assertThat(ask(share, "HEAD", "/a.txt").status()).isEqualTo(200);
            assertThat(ask(share, "GET", "/").status()).isEqualTo(200);
            assertThat(ask(share, "GET", "/?self=").status()).isEqualTo(200); // as the page's button asks
            assertThat(ask(share, "GET", "/missing").status()).isEqualTo(404);
            String tag = ask(share, "GET", "/a.txt", "Range: bytes=0-4")
                    .field("ETag")
                    .orElseThrow();
            assertThat(ask(share, "GET", "/a.txt", "If-None-Match: " + tag).status())
                    .isEqualTo(304);
            assertThat(ask(share, "GET", "/a.txt").text()).isEqualTo("0123456789");

            Result result = share.await();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).hasLineCount(7).doesNotContain("share:");
            assertThat(result.out())
                    .as("no code")
                    .startsWith("{")
                    .endsWith("}\n")
                    .hasLineCount(1);
        }
    }

    @Test
    void count_reachedByPieces_ends() throws Exception {
        try (ShareProcess share = serve("--count", "2")) {
            ask(share, "GET", "/a.txt", "Range: bytes=6-");
            ask(share, "GET", "/a.txt", "Range: bytes=0-5");
            share.awaitErr("\" 206 4"); // whoever asks while another answer is under way may be at the same pieces
            share.awaitErr("\" 206 6");
            ask(share, "GET", "/a.txt", "Range: bytes=0-1,2-9");

            Result result = share.await();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).hasLineCount(3);
        }
    }

    @Test
    void once_readerThatLeavesAndComesBack_isDeliveredThen() throws Exception {
        try (ShareProcess share = serve("--once")) {
            try (SlowReader reader = SlowReader.get(share.port(), "/large")) {
                assertThat(reader.in().readNBytes(1 << 20)).hasSize(1 << 20);
            }
            share.awaitErr("\"GET /large HTTP/1.1\" 200 ");
            assertThat(ask(share, "GET", "/large", "Range: bytes=" + (1 << 20) + "-")
                            .body())
                    .hasSize((int) LARGE - (1 << 20));

            assertThat(share.await().exitCode()).isZero();
        }
    }

    @Test
    void once_otherDownloadUnderWay_mayFinish() throws Exception {
        try (ShareProcess share = serve("--once", "--grace", "30s");
                SlowReader reader = SlowReader.get(share.port(), "/large")) {
            ask(share, "GET", "/a.txt");
            share.awaitErr("share: waiting for 1 download under way; Ctrl-C ends at once");

            assertThat(reader.rest()).hasSize((int) LARGE);

            assertThat(share.await().exitCode()).isZero();
        }
    }

    @Test
    void timeout_beforeTheCount_isExitCode1AndALine() throws Exception {
        try (ShareProcess share = serve("--once", "--timeout", "300ms")) {
            Result result = share.await();

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).isEqualTo("share: --timeout: 300ms: 0 of 1 download delivered; allow more time\n");
        }
    }

    @Test
    void timeout_lastDownloadWithinTheGrace_isExitCode0() throws Exception {
        try (ShareProcess share = serve("--once", "--timeout", "2s", "--grace", "30s");
                SlowReader reader = SlowReader.get(share.port(), "/large")) {
            share.awaitErr("share: waiting for 1 download under way; Ctrl-C ends at once");

            assertThat(reader.rest()).hasSize((int) LARGE);

            Result result = share.await();
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).doesNotContain("--timeout");
        }
    }

    @Test
    void timeout_alone_isExitCode0() throws Exception {
        try (ShareProcess share = serve("--timeout", "300ms")) {
            Result result = share.await();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEqualTo("share: stopped after 300ms (--timeout)\n");
        }
    }

    @Test
    void once_toldToStop_isExitCode0AndALine() throws Exception {
        try (ShareProcess share = serve("--once")) {
            Result result = share.stop();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEqualTo("share: told to stop: 0 of 1 download delivered\n");
        }
    }
}
