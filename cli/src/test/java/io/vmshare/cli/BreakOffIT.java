package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Boot loaders that reset the connection, and installers that ask for what is not there: a line each, no complaint. */
@Timeout(90)
class BreakOffIT {

    private static final String LINE = "127\\.0\\.0\\.1 - - \\[[^]]+] \"[^\"]+\" (200|206|404) (\\d+|-)"
            + "|share: waiting for \\d+ downloads? under way; Ctrl-C again ends at once";

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() throws IOException {
        HostileTree.sparse(directory.resolve("initrd.img"), 64 * 1024 * 1024);
        Files.writeString(directory.resolve("page.html"), "<p>All work and no play</p>\n".repeat(30_000));
        Path many = Files.createDirectory(directory.resolve("Packages"));
        for (int i = 0; i < 500; i++) {
            Files.createFile(many.resolve("package-with-a-long-name-" + i + ".rpm"));
        }
    }

    private ShareProcess serve() throws Exception {
        return ShareProcess.serve("0", "-b", "127.0.0.1", "-d", directory.toString());
    }

    @Test
    void clients_thatReset_leaveNoComplaint() throws Exception {
        try (ShareProcess share = serve()) {
            for (int i = 0; i < 6; i++) {
                for (int bytes : new int[] {0, 1, 100_000, 1_000_000}) {
                    breakOff(share, "GET /initrd.img", "X: x", bytes);
                    breakOff(share, "GET /initrd.img", "Range: bytes=1000-", bytes);
                    breakOff(share, "GET /initrd.img", "Range: bytes=0-999999,2000000-", bytes);
                }
                for (int bytes : new int[] {0, 20}) {
                    breakOff(share, "HEAD /initrd.img", "X: x", bytes);
                    breakOff(share, "GET /page.html", "Accept-Encoding: gzip", bytes);
                    breakOff(share, "GET /Packages/", "X: x", bytes);
                    breakOff(share, "GET /missing", "X: x", bytes);
                }
            }

            assertThat(complaints(share.stop())).isEmpty();
        }
    }

    /** What has connected is waiting for its turn when the program is told to stop. */
    @Test
    void stop_amongClientsThatConnect_leavesNoComplaint() throws Exception {
        try (ShareProcess share = serve()) {
            for (int i = 0; i < 200; i++) {
                breakOff(share, "GET /missing", "X: x", 0);
            }

            assertThat(complaints(share.stop())).isEmpty();
        }
    }

    private static List<String> complaints(ShareProcess.Result result) {
        return result.err().lines().filter(line -> !line.matches(LINE)).toList();
    }

    private static void breakOff(ShareProcess share, String request, String field, int bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), share.port())) {
            socket.setSoLinger(true, 0); // closing sends RST
            String head = request + " HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(bytes);
        }
    }

    @Test
    void probes_thatFindNothing_leaveALineEach() throws Exception {
        try (ShareProcess share = serve();
                RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            for (int i = 0; i < 300; i++) {
                http.send("GET /images/probe-" + i + ".img HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(http.read().status()).isEqualTo(404);
            }

            ShareProcess.Result result = share.stop();
            assertThat(complaints(result)).isEmpty();
            assertThat(result.err().lines()).hasSize(300).allMatch(line -> line.contains(" 404 "));
        }
    }
}
