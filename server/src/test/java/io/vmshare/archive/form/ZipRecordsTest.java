package io.vmshare.archive.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.archive.form.ZipRecords.Content;
import io.vmshare.archive.tree.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records as another reader takes them. */
@Timeout(10)
class ZipRecordsTest {

    private static final byte[] BYTES = "content".getBytes(StandardCharsets.US_ASCII);

    private static int crc() {
        CRC32 crc = new CRC32();
        crc.update(BYTES);
        return (int) crc.getValue();
    }

    private static byte[] archiveOf(Member member) {
        Content content = new Content(false, true, crc(), BYTES.length, BYTES.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ZipRecords.local(member, content));
        out.writeBytes(BYTES);
        byte[] descriptor = ZipRecords.descriptor(member, content);
        assertThat(descriptor).hasSize(ZipRecords.descriptorLength(member));
        out.writeBytes(descriptor);
        int start = out.size();
        out.writeBytes(ZipRecords.central(member, content, 0));
        out.writeBytes(ZipRecords.end(1, out.size() - start, start));
        return out.toByteArray();
    }

    private static Member file(String name, long size, Instant modified) {
        String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new Member(Member.Kind.FILE, "", bytes, size, modified, 0750, "", 0);
    }

    @ParameterizedTest(name = "{0} written {1}, large {2}")
    @CsvSource({
        "a.txt, 2026-11-20T10:11:12Z, false",
        "top/\u00E9 x, 2026-11-20T10:11:13Z, false",
        "large, 2026-11-20T10:11:12Z, true",
        "before dos, 1969-12-31T23:59:59Z, false",
        "of 2038, 2038-01-19T03:14:07Z, false"
    })
    void archive_oneMember_isReadBack(String name, Instant modified, boolean large) throws IOException {
        // Whether it is large goes by what was planned; the directory says what came.
        Member member = file(name, large ? 5L << 30 : BYTES.length, modified);
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(archiveOf(member)))
                .get()) {
            ZipArchiveEntry entry = zip.getEntry(name);

            assertThat(entry).isNotNull();
            assertThat(entry.getUnixMode()).isEqualTo(0100750);
            assertThat(entry.getSize()).isEqualTo(BYTES.length);
            assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(modified);
            assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(BYTES);
        }
    }

    @ParameterizedTest(name = "{0} is {1}-{2}-{3} {4}:{5}:{6}")
    @CsvSource({
        "1979-12-31T23:59:59Z, 1980, 1, 1, 0, 0, 0",
        "1980-01-01T00:00:02Z, 1980, 1, 1, 0, 0, 2",
        "2026-11-20T10:11:13Z, 2026, 11, 20, 10, 11, 12",
        "2107-12-31T23:59:58Z, 2107, 12, 31, 23, 59, 58",
        "2108-01-01T00:00:00Z, 2107, 12, 31, 23, 59, 58",
        "+10000-01-01T00:00:00Z, 2107, 12, 31, 23, 59, 58"
    })
    void local_time_isThatOfDosInUtc(Instant modified, int year, int month, int day, int hour, int minute, int second) {
        ByteBuffer header = ByteBuffer.wrap(ZipRecords.local(file("a", 1, modified), new Content(false, true, 0, 0, 0)))
                .order(ByteOrder.LITTLE_ENDIAN);
        int time = header.getShort(10) & 0xFFFF;
        int date = header.getShort(12) & 0xFFFF;

        assertThat(new int[] {1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2
                })
                .containsExactly(year, month, day, hour, minute, second);
    }

    @Test
    void central_farAway_hasItsPlaceIn64Bits() {
        Content content = new Content(false, true, 0, 1, 1);
        ByteBuffer entry = ByteBuffer.wrap(ZipRecords.central(file("a", 1, Instant.EPOCH), content, 0xFFFFFFFFL))
                .order(ByteOrder.LITTLE_ENDIAN);

        assertThat(entry.getInt(42)).isEqualTo(-1);
        assertThat(entry.getShort(47)).isEqualTo((short) 1);
        assertThat(entry.getShort(49)).isEqualTo((short) 8);
        assertThat(entry.getLong(51)).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void end_beyond16And32Bits_isThatOfZip64() {
        assertThat(ZipRecords.end(65_534, 100, 100)).hasSize(22);
        assertThat(ZipRecords.end(65_535, 100, 100)).hasSize(98);
        assertThat(ZipRecords.end(1, 100, 0xFFFFFFFFL)).hasSize(98);
    }
}
