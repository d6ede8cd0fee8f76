package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What firmware and boot loaders require, each asked for in its own words. The requests of iPXE
 * were taken from the wire (1.0.0+git-20190125), those of GRUB and of UEFI firmware from their sources.
 */
@Timeout(60)
class BootLoaderHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final int BLOCK = 512;
    private static final byte[] NOISE = new byte[9000 * BLOCK];
    private static final String CONFIG = "menuentry 'Install' { linux /vmlinuz }\n".repeat(100);

    /** GRUB 2.06, net/http.c: {@code http_establish}. */
    private static final String GRUB = """
            GET %s HTTP/1.1\r
            Host: 10.0.2.2\r
            User-Agent: GRUB 2.06-13+deb12u2\r
            %s\r
            """;

    /** EDK II, NetworkPkg/HttpBootDxe/HttpBootClient.c: {@code HttpBootGetBootFile}; shim and GRUB over UEFI ask alike. */
    private static final String UEFI = """
            %s %s HTTP/1.1\r
            Host: 10.0.2.2\r
            Accept: */*\r
            User-Agent: UefiHttpBoot/1.0\r
            \r
            """;

    @BeforeAll
    static void fill() throws IOException {
        new Random(11).nextBytes(NOISE);
        Files.createDirectories(share.root().resolve("EFI/BOOT"));
        for (String name : new String[] {"vmlinuz", "initrd.gz", "x.iso", "EFI/BOOT/BOOTX64.EFI"}) {
            Files.write(share.root().resolve(name), NOISE);
        }
        Files.writeString(share.root().resolve("boot.ipxe"), "#!ipxe\nkernel vmlinuz\n");
        Files.writeString(share.root().resolve("grub.cfg"), CONFIG);
    }

    private static RawHttp.Response ask(String request) throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(request);
            return request.startsWith("HEAD") ? http.readHead() : http.read();
        }
    }

    private static String ipxe(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + """
                Connection: keep-alive\r
                User-Agent: iPXE/1.0.0+git-20190125.36a4c85-5.1\r
                Host: 10.0.2.2:8000\r
                \r
                """;
    }

    /** Without a length it takes memory anew for every packet. */
    @Test
    void ipxe_scriptKernelAndInitrd_comeWithTheirLengthsOnOneConnection() throws IOException {
        try (RawHttp http = share.raw()) {
            for (String name : new String[] {"boot.ipxe", "vmlinuz", "initrd.gz"}) {
                RawHttp.Response response = http.send(ipxe("/" + name)).read();

                assertThat(response.status()).isEqualTo(200);
                assertThat(response.body())
                        .isEqualTo(Files.readAllBytes(share.root().resolve(name)));
                assertThat(response.field("Content-Length")).contains(String.valueOf(response.body().length));
                assertThat(response.field("Transfer-Encoding")).isEmpty();
                assertThat(response.field("Content-Encoding")).isEmpty();
            }
        }
    }

    /** It compares the status line and the names of fields letter by letter, and knows 200, 206 and 404 only. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /grub.cfg                            | 200
            //grub.cfg                           | 200
            /EFI//BOOT/BOOTX64.EFI               | 200
            /grub.cfg-01-52-54-00-12-34-56       | 404
            /EFI/BOOT/x86_64-efi/command.lst     | 404
            /grub.cfg/                           | 404
            """)
    void grub_file_isAnsweredInTheLettersThatItKnows(String path, int status) throws IOException {
        RawHttp.Response response = ask(GRUB.formatted(path, ""));

        assertThat(response.statusLine()).startsWith("HTTP/1.1 " + status + " ");
        assertThat(response.headerLines())
                .containsOnlyOnce("Content-Length: " + response.body().length)
                .noneMatch(line -> line.regionMatches(true, 0, "Transfer-Encoding", 0, 17));
    }

    /** It takes what comes for what begins at its offset, so 200 would be read as other bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024 * 1024, 9000 * BLOCK - 1})
    void grub_seek_beginsWhereItAsks(int offset) throws IOException {
        RawHttp.Response response = ask(GRUB.formatted("/vmlinuz", "Range: bytes=" + offset + "-\r\n"));

        assertThat(response.statusLine()).startsWith("HTTP/1.1 206 ");
        assertThat(response.headerLines()).containsOnlyOnce("Content-Length: " + (NOISE.length - offset));
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(NOISE, offset, NOISE.length));
    }

    /** GRUB 2.02 ends a request that seeks with one line end too many. */
    @Test
    void grub202_seek_hasAnEmptyLineBehindIt() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response response = http.send(GRUB.formatted("/vmlinuz", "Range: bytes=512-\r\n\r\n"))
                    .read();

            assertThat(response.status()).isEqualTo(206);
            assertThat(response.body()).hasSize(NOISE.length - 512);
            assertThat(http.halfClose().readToEnd()).isEmpty();
        }
    }

    /** It asks for the length, makes room, and gives up at any other status (no redirect is followed). */
    @ParameterizedTest
    @ValueSource(strings = {"/EFI/BOOT/BOOTX64.EFI", "//EFI/BOOT/BOOTX64.EFI", "/x.iso"})
    void uefi_headThenGet_agreeInLength(String path) throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response head = http.send(UEFI.formatted("HEAD", path)).readHead();
            RawHttp.Response get = http.send(UEFI.formatted("GET", path)).read();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("Content-Length")).contains(String.valueOf(NOISE.length));
            assertThat(get.status()).isEqualTo(200);
            assertThat(get.field("Transfer-Encoding")).isEmpty();
            assertThat(get.field("Content-Type")).isEqualTo(head.field("Content-Type"));
            assertThat(get.body()).isEqualTo(NOISE);
        }
    }

    /** The type says what the file is where its name does not end in .efi. */
    @Test
    void uefi_program_hasTheTypeOfOne() throws IOException {
        assertThat(ask(UEFI.formatted("HEAD", "/EFI/BOOT/BOOTX64.EFI")).field("Content-Type"))
                .contains("application/efi");
    }

    /** What is packed already stays so, and what a loader reads as text has no layer that it would have to take off. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "initrd.gz",
                "initrd.img",
                "initramfs-lts",
                "modules.xz",
                "rootfs.zst",
                "filesystem.squashfs",
                "airootfs.sfs",
                "boot.wim",
                "host.apkovl.tar.gz",
                "comps.xml.gz",
                "vmlinuz-6.1",
                "linux",
                "kernel.cfg",
                "menu.lst",
                "ks.ks"
            })
    void anyLoader_thatWouldTakeAnyCoding_getsTheFile(String name) throws IOException {
        Files.writeString(share.root().resolve(name), CONFIG);
        RawHttp.Response response = ask("""
                GET /%s HTTP/1.1\r
                Host: 10.0.2.2\r
                Accept-Encoding: gzip, deflate, br, zstd, peerdist, *\r
                \r
                """.formatted(name));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("Content-Encoding")).isEmpty();
        assertThat(response.field("Transfer-Encoding")).isEmpty();
        assertThat(response.body()).isEqualTo(CONFIG.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void oldLoader_byHttp10_getsTheFileAndItsEnd() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response response =
                    http.send("GET /vmlinuz HTTP/1.0\r\n\r\n").read();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("Content-Length")).contains(String.valueOf(NOISE.length));
            assertThat(response.body()).isEqualTo(NOISE);
            assertThat(http.readToEnd()).isEmpty();
        }
    }
}
