package io.vmshare.archive.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.archive.tree.Member;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as another reader takes them. */
@Timeout(10)
class TarHeadersTest {

    private static final Instant TIME = Instant.parse("2026-11-20T10:11:12.123456789Z");

    private static Member member(Member.Kind kind, String name, long size, Instant modified, String target) {
        String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new Member(kind, "", bytes, size, modified, 0640, target, 0);
    }

    private static TarArchiveEntry read(Member member) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(TarHeaders.of(member));
        bytes.writeBytes(new byte[1024]);
        assertThat(bytes.size() % 512).isZero();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()), "UTF-8")) {
            return tar.getNextEntry();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "top/file.txt",
                "with space/new\nline",
                "\u00E9",
                "top/\uD83D\uDCBE.img",
                "123456789/123456789/123456789/123456789/123456789/123456789/123456789/123456789/123456789/123456789",
                "123456789/123456789/123456789/123456789/123456789/123456789/123456789/123456789/123456789/1234567890"
            })
    void of_anyName_isReadBack(String name) throws IOException {
        for (String full : new String[] {name, "x".repeat(90) + "/" + name, name + "/" + "y".repeat(255)}) {
            TarArchiveEntry entry = read(member(Member.Kind.FILE, full, 0, TIME, ""));

            assertThat(entry.getName()).isEqualTo(full);
            assertThat(entry.isFile()).isTrue();
            assertThat(entry.getMode()).isEqualTo(0640);
            assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo("2026-11-20T10:11:12Z");
            assertThat(read(member(Member.Kind.DIRECTORY, full, 0, TIME, "")).getName())
                    .isEqualTo(full + "/");
        }
    }

    @Test
    void of_shortAsciiName_isOneBlock() {
        assertThat(TarHeaders.of(member(Member.Kind.FILE, "a/" + "b".repeat(98), 5, TIME, "")))
                .hasSize(512);
        assertThat(TarHeaders.of(member(Member.Kind.FILE, "a".repeat(150) + "/" + "b".repeat(100), 5, TIME, "")))
                .hasSize(512);
        assertThat(TarHeaders.of(member(Member.Kind.FILE, "b".repeat(101), 5, TIME, "")))
                .hasSize(1536);
    }

    @Test
    void of_largeFile_hasItsSize() throws IOException {
        for (long size : new long[] {0_77777777777L, 0_77777777777L + 1, 20L << 30, Long.MAX_VALUE / 2}) {
            byte[] header = TarHeaders.of(member(Member.Kind.FILE, "a", size, TIME, ""));
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(header))) {
                assertThat(tar.getNextEntry().getSize()).isEqualTo(size);
            }
        }
    }

    /** Some readers know nothing of extended headers, and would take the bytes of a large file for members. */
    @Test
    void of_largeFile_hasItsSizeInThePlainHeaderToo() {
        byte[] header = TarHeaders.of(member(Member.Kind.FILE, "a", 20L << 30, TIME, ""));

        assertThat(TarUtils.parseOctalOrBinary(header, 1024 + 124, 12)).isEqualTo(20L << 30);
    }

    @Test
    void of_longName_isNotCutToAWayUp() {
        byte[] header = TarHeaders.of(member(Member.Kind.FILE, "d".repeat(97) + "/..\u00E9", 0, TIME, ""));

        assertThat(new String(header, 1024, 100, StandardCharsets.ISO_8859_1)).isEqualTo("d".repeat(97) + "/._");
    }

    @Test
    void of_timesThatOctalCannotSay_areThere() throws IOException {
        for (String time : new String[] {"1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2242-03-16T12:56:32Z"}) {
            TarArchiveEntry entry = read(member(Member.Kind.FILE, "a", 0, Instant.parse(time), ""));

            assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(time);
        }
    }

    @Test
    void of_link_hasItsTarget() throws IOException {
        for (String target : new String[] {"a", "../b", "c".repeat(100), "d".repeat(101)}) {
            TarArchiveEntry entry = read(member(Member.Kind.LINK, "top/link", 0, TIME, target));

            assertThat(entry.isSymbolicLink()).isTrue();
            assertThat(entry.getLinkName()).isEqualTo(target);
        }
    }

    @Test
    void of_bytesThatAreNoUtf8_areThereAsTheyAre() {
        String text = new String(
                TarHeaders.of(new Member(Member.Kind.FILE, "", "top/\u00FF\u00FE", 0, TIME, 0644, "", 0)),
                StandardCharsets.ISO_8859_1);

        assertThat(text).contains("21 hdrcharset=BINARY\n15 path=top/\u00FF\u00FE\n");
    }
}
