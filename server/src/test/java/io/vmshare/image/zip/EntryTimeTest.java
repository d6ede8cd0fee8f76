package io.vmshare.image.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class EntryTimeTest {

    private static final Instant UNIX = Instant.parse("2001-09-09T01:46:40Z");
    private static final Instant NTFS = Instant.parse("2010-01-02T03:04:05.678901200Z");

    /** Half past two on 2024-03-31 is in no time zone of central Europe, and no business of this reader. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    00210000 | 1980-01-01T00:00:00Z
                    ff9fbf7d | 2107-12-31T23:59:58Z
                    587f13c0 | 2024-03-31T02:30:00Z
                    00000000 | 1970-01-01T00:00:00Z
                    00200000 | 1970-01-01T00:00:00Z
                    00010000 | 1970-01-01T00:00:00Z
                    585e0000 | 1970-01-01T00:00:00Z
                    585d0000 | 2024-02-29T00:00:00Z
                    5a5d0000 | 1970-01-01T00:00:00Z
                    5821c000 | 1970-01-01T00:00:00Z
                    5821001e | 1970-01-01T00:00:00Z
                    58210780 | 1970-01-01T00:00:00Z
                    ffffffff | 1970-01-01T00:00:00Z
                    """)
    void ofDos_isUtcOrTheEpoch(String hex, Instant expected) {
        assertThat(EntryTime.ofDos(Long.parseLong(hex, 16)).toInstant()).isEqualTo(expected);
    }

    @Test
    void of_withoutField_isTheDosTimeInUtcWhateverTheZone() throws IOException {
        assertThat(modified(new byte[0])).isEqualTo(Instant.parse("2024-02-29T12:34:56Z"));
    }

    @Test
    void of_fields_ntfsBeforeUnixBeforeDos() throws IOException {
        assertThat(modified(unix())).isEqualTo(UNIX);
        assertThat(modified(ntfs())).isEqualTo(NTFS);
        assertThat(modified(ByteBuffer.allocate(unix().length + ntfs().length)
                        .put(unix())
                        .put(ntfs())
                        .array()))
                .isEqualTo(NTFS);
        assertThat(modified(RawZip.field(0x5455, new byte[] {0}))).isEqualTo(Instant.parse("2024-02-29T12:34:56Z"));
        assertThat(modified(RawZip.field(0x5455, new byte[0]))).isEqualTo(Instant.parse("2024-02-29T12:34:56Z"));
        assertThat(modified(RawZip.field(0x000a, new byte[4]))).isEqualTo(Instant.parse("2024-02-29T12:34:56Z"));
    }

    @Test
    void of_neitherDateNorField_isTheEpoch() throws IOException {
        RawZip zip = new RawZip();
        zip.stored("file", "").dosTime = 0;

        assertThat(Zips.at(Zips.open(zip.bytes()), "file").modified().toInstant())
                .isEqualTo(Instant.EPOCH);
    }

    private static Instant modified(byte[] extra) throws IOException {
        RawZip zip = new RawZip();
        zip.stored("file", "").extra = extra;
        return Zips.at(Zips.open(zip.bytes()), "file").modified().toInstant();
    }

    private static byte[] unix() {
        return RawZip.field(
                0x5455,
                RawZip.little(5)
                        .put((byte) 1)
                        .putInt((int) UNIX.getEpochSecond())
                        .array());
    }

    private static byte[] ntfs() {
        long ticks = (NTFS.getEpochSecond() + 11_644_473_600L) * 10_000_000 + NTFS.getNano() / 100;
        return RawZip.field(
                0x000a,
                RawZip.little(32)
                        .putInt(0)
                        .putShort((short) 1)
                        .putShort((short) 24)
                        .putLong(ticks)
                        .putLong(ticks)
                        .putLong(ticks)
                        .array());
    }
}
