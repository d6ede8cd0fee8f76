package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What drives require whose image is a file of a share, each asked for in its own words, taken from the wire (iPXE
 * 1.0.0+git-20190125, QEMU 7.2).
 */
@Timeout(60)
class RemoteDriveHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final int BLOCK = 512;
    private static final byte[] NOISE = new byte[9000 * BLOCK];

    @BeforeAll
    static void fill() throws IOException {
        new Random(14).nextBytes(NOISE);
        Files.write(share.root().resolve("x.iso"), NOISE);
        Files.write(share.root().resolve("disk.raw"), NOISE);
    }

    private static RawHttp.Response ask(String request) throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(request);
            return request.startsWith("HEAD") ? http.readHead() : http.read();
        }
    }

    private static String ipxe(String method, String path, String rangeLine) {
        return method + " " + path + " HTTP/1.1\r\n" + rangeLine + """
                Connection: keep-alive\r
                User-Agent: iPXE/1.0.0+git-20190125.36a4c85-5.1\r
                Host: 10.0.2.2:8000\r
                \r
                """;
    }

    @Test
    void ipxe_sanboot_readsThousandsOfBlocksOnOneConnection() throws IOException {
        Random random = new Random(12);
        try (RawHttp http = share.raw()) {
            RawHttp.Response head = http.send(ipxe("HEAD", "/x.iso", "")).readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("Content-Length")).contains(String.valueOf(NOISE.length));

            for (int read = 0; read < 4000; read++) {
                int first = BLOCK * random.nextInt(NOISE.length / BLOCK);
                int end = Math.min(NOISE.length, first + BLOCK * (1 + random.nextInt(60)));
                String range = first + "-" + (end - 1);
                RawHttp.Response response = http.send(ipxe("GET", "/x.iso", "Range: bytes=" + range + "\r\n"))
                        .read();

                assertThat(response.status()).as(range).isEqualTo(206);
                assertThat(response.field("Content-Range")).contains("bytes " + range + "/" + NOISE.length);
                assertThat(Arrays.equals(response.body(), Arrays.copyOfRange(NOISE, first, end)))
                        .as(range)
                        .isTrue();
            }
        }
    }

    /** Builds for the BIOS may write their format's letter in place of the numbers (ipxe/ipxe#767). */
    @Test
    void ipxe_rangeWithoutNumbers_isTheWholeAndLeavesTheConnection() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(ipxe("GET", "/x.iso", "Range: bytes=u-u\r\n"));
            RawHttp.Response whole = http.read();
            RawHttp.Response next =
                    http.send(ipxe("GET", "/x.iso", "Range: bytes=0-511\r\n")).read();

            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(NOISE);
            assertThat(next.status()).isEqualTo(206);
        }
    }

    /** Firmware for remote management takes a server that answers 200 for one without ranges (aws/eks-anywhere#10484). */
    @Test
    void bmc_headWithARange_isThatOfTheRange() throws IOException {
        RawHttp.Response head = ask("""
                HEAD /x.iso HTTP/1.1\r
                Host: 10.0.2.2:8000\r
                Range: bytes=0-1000\r
                User-Agent: curl/7.88.1\r
                Accept: */*\r
                \r
                """);

        assertThat(head.status()).isEqualTo(206);
        assertThat(head.field("Content-Range")).contains("bytes 0-1000/" + NOISE.length);
        assertThat(head.field("Content-Length")).contains("1001");
    }

    /** It opens no image without {@code Accept-Ranges} in the answer to its HEAD. */
    @Test
    void qemu_disk_isReadInRangesThatOverlap() throws IOException {
        String fields = "Host: 127.0.0.1:8000\r\n%sAccept: */*\r\n\r\n";
        RawHttp.Response head = ask("HEAD /disk.raw HTTP/1.1\r\n" + fields.formatted(""));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headerLines()).contains("Accept-Ranges: bytes", "Content-Length: " + NOISE.length);

        try (RawHttp http = share.raw()) {
            for (int first : new int[] {0, 2_097_152, 262_144, NOISE.length - 2048}) {
                int end = Math.min(NOISE.length, first + 2_359_296);
                String range = "Range: bytes=" + first + "-" + (end - 1) + "\r\n";
                RawHttp.Response response = http.send("GET /disk.raw HTTP/1.1\r\n" + fields.formatted(range))
                        .read();

                assertThat(response.status()).isEqualTo(206);
                assertThat(response.body()).isEqualTo(Arrays.copyOfRange(NOISE, first, end));
            }
        }
    }
}
