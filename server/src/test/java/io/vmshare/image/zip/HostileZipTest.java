package io.vmshare.image.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.image.ImageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips made to do harm: each is refused by one line, or read without any. */
@Timeout(60)
class HostileZipTest {

    private static final byte[] NONE = {};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 21, 22, 1000, 70_000})
    void open_noZip_isRefused(int length) {
        refused(new byte[length], "not a zip file");
    }

    @Test
    void open_cutShort_isRefused() {
        RawZip raw = new RawZip();
        raw.stored("a", "b");
        byte[] zip = raw.bytes();

        for (int length = 0; length < zip.length - 1; length++) {
            refused(Arrays.copyOf(zip, length), "");
        }
    }

    @Test
    void open_endRecordThatLies_isRefused() {
        refused(RawZip.end(1, 1, 0, NONE), "does not lie within");
        refused(RawZip.end(1, 0, 1, NONE), "does not lie within");
        refused(RawZip.end(1, 0xffffffffL, 0xffffffffL, NONE), "does not lie within");
        refused(RawZip.end(50_001, 0, 0, NONE), "50001 entries");
        byte[] part = RawZip.end(0, 0, 0, NONE);
        part[4] = 1;
        refused(part, "one part of several");
        refused(behind(new byte[17 << 20], RawZip.end(1, 17 << 20, 0, NONE)), "17825792 bytes");
    }

    @Test
    void open_endRecord64ThatLies_isRefused() {
        refused(zip64(50_001, 0, 0, 0), "50001 entries");
        refused(zip64(-1, 0, 0, 0), "18446744073709551615 entries");
        refused(zip64(1, -1, 0, 0), "does not lie within");
        refused(zip64(1, 0, -1, 0), "does not lie within");
        refused(zip64(1, Long.MAX_VALUE, Long.MAX_VALUE, 0), "does not lie within");
        refused(zip64(1, 0, 0, 1), "does not lie within");
        refused(zip64(1, 0, 0, Long.MAX_VALUE), "does not lie within");
        byte[] noRecord = zip64(0, 0, 0, 0);
        noRecord[0] = 0;
        refused(noRecord, "64-bit end record");
    }

    @Test
    void open_65536Entries_isRefusedBeforeTheyAreRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 65_536; i++) {
                zip.putNextEntry(new ZipEntry(i + "/"));
            }
        }

        refused(out.toByteArray(), "65536 entries: more than 50000 are not read");
    }

    @Test
    void open_50000Entries_isRead() throws IOException {
        RawZip raw = new RawZip();
        for (int i = 0; i < 50_000; i++) {
            raw.stored(i + ".txt", "");
        }

        assertThat(Zips.open(raw.bytes()).root().names()).hasSize(50_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 30, 32})
    void open_headerLongerThanTheDirectory_isRefused(int lengthField) {
        byte[] header = header("name", NONE);
        byte[] whole = behind(header, RawZip.end(1, header.length, 0, NONE));
        whole[lengthField]++;

        refused(whole, "longer than it says");
        refused(behind(Arrays.copyOf(header, 45), RawZip.end(1, 45, 0, NONE)), "longer than it says");
    }

    @Test
    void open_moreHeadersThanItSays_isRefused() {
        byte[] header = header("x", NONE);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i <= 50_000; i++) {
            many.writeBytes(header);
        }

        refused(behind(many.toByteArray(), RawZip.end(1, many.size(), 0, NONE)), "more entries than it says");
    }

    @Test
    void open_manyExtraFields_takesNoMemory() throws IOException {
        byte[] many = new byte[0xfff8];
        for (int at = 0; at < many.length; at += 8) {
            many[at] = 0x0a; // NTFS times of four bytes, which are none
            many[at + 2] = 4;
        }
        byte[] header = header("x", many);
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        for (int i = 0; i < 250; i++) {
            headers.writeBytes(header);
        }
        byte[] zip = behind(headers.toByteArray(), RawZip.end(250, headers.size(), 0, NONE));

        long before = allocated();
        assertThat(Zips.open(zip).root().names()).hasSize(1);
        assertThat(allocated() - before).isLessThan(4 << 20);
    }

    @Test
    void open_namesThatImplyManyDirectories_isRefused() {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++) {
            many.writeBytes(header(i + "/d".repeat(62) + "/f", NONE));
        }

        refused(behind(many.toByteArray(), RawZip.end(2000, many.size(), 0, NONE)), "100000");
    }

    @Test
    void open_asMuchAsIsRead_allocatesNoMoreThanEightfoldThat() throws IOException {
        ByteArrayOutputStream most = new ByteArrayOutputStream();
        for (int i = 0; i < 50_000; i++) {
            most.writeBytes(header(i + "n".repeat(260), RawZip.field(0x7777, new byte[16])));
        }
        byte[] zip = behind(most.toByteArray(), RawZip.end(50_000, most.size(), 0, NONE));
        assertThat(most.size()).isBetween(15 << 20, 16 << 20);

        long before = allocated();
        ZipTree tree = Zips.open(zip);

        assertThat(allocated() - before).isLessThan(128 << 20);
        assertThat(tree.root().names()).hasSize(50_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 15, 16, 23, 24, 27, 28})
    void open_quoted64BitValues_areChecked(int length) {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) 0xff);
        RawZip raw = new RawZip();
        RawZip.Entry entry = raw.stored("x", "");
        entry.size = 0xffffffffL;
        entry.packed = 0xffffffffL;
        entry.offset = 0xffffffffL;
        entry.extra = RawZip.field(1, value);

        refused(raw.bytes(), "damaged");
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Sees that the zip is refused for this reason, and without reserving much for it. */
    private static void refused(byte[] zip, String why) {
        long before = allocated();
        assertThatThrownBy(() -> Zips.open(zip))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
        assertThat(allocated() - before).isLessThan(64 << 20);
    }

    private static byte[] header(String name, byte[] extra) {
        RawZip.Entry entry = new RawZip.Entry(RawZip.utf8(name), NONE, false);
        entry.extra = extra;
        return RawZip.header(entry, 0);
    }

    private static byte[] behind(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** Returns an end record of 64 bits, its locator and the one of 32 bits. */
    private static byte[] zip64(long count, long length, long offset, long recordAt) {
        return RawZip.little(56 + 20 + 22)
                .putInt(0x06064b50)
                .putLong(44)
                .putInt(0)
                .putLong(0)
                .putLong(count)
                .putLong(count)
                .putLong(length)
                .putLong(offset)
                .putInt(0x07064b50)
                .putInt(0)
                .putLong(recordAt)
                .putInt(1)
                .put(RawZip.end(0xffff, 0xffffffffL, 0xffffffffL, NONE))
                .array();
    }
}
