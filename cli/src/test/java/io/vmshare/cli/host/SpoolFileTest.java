package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class SpoolFileTest {

    @TempDir
    private Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS) // there the name lasts as long as the file is open
    void in_directory_hasNoNameAndTakesBytes() throws IOException {
        try (SpoolFile spool = SpoolFile.in(directory)) {
            assertThat(directory).isEmptyDirectory();

            spool.channel().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            ByteBuffer read = ByteBuffer.allocate(3);
            spool.channel().read(read, 0);

            assertThat(read.array()).containsExactly(1, 2, 3);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void in_missingDirectory_fails() {
        assertThatThrownBy(() -> SpoolFile.in(directory.resolve("missing"))).isInstanceOf(IOException.class);
    }

    @Test
    void create_directoryThatWasNamed_isThere() throws IOException {
        try (SpoolFile spool = SpoolFile.create(directory)) {
            assertThat(spool.directory()).isEqualTo(directory);
        }
    }

    @Test
    void hasRoomFor_more_dependsOnTheDisk() throws IOException {
        try (SpoolFile spool = SpoolFile.in(directory)) {
            assertThat(spool.hasRoomFor(Long.MAX_VALUE / 2)).isFalse();
        }
    }

    @ParameterizedTest(name = "of {0} bytes {1} are left")
    @CsvSource({
        "0, 0",
        "20, 1",
        "16777216, 838860",
        "21474836480, 1073741824",
        "1099511627776, 1073741824",
        "9223372036854775807, 1073741824"
    })
    void reserved_ofADisk_isATwentiethUpToAGigabyte(long total, long reserved) {
        assertThat(SpoolFile.reserved(total)).isEqualTo(reserved);
    }
}
