package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MountsTest {

    /** {@code /dev/pts} stands for a mount that may hang: {@code devpts} is no type known to answer soon. */
    @Test
    void slowPlace_listOfMounts_isNoneForWhatLiesInThem(@TempDir Path other) throws IOException {
        Path table = Path.of("/proc/self/mountinfo");
        assumeTrue(Files.exists(table) && Files.readString(table).contains(" /dev/pts "), "/dev/pts is not mounted");
        Mounts mounts = Mounts.of(List.of(Path.of("/dev"), other), true, false);

        assertThat(mounts.slowPlace(RequestPath.parse("/"))).isEmpty();
        assertThat(mounts.slowPlace(RequestPath.parse("/dev/"))).isPresent();
        assertThat(mounts.slowPlace(RequestPath.parse("/dev/pts/0")))
                .hasValueSatisfying(place -> assertThat(place).startsWith("/dev"));
        assertThat(mounts.slowPlace(RequestPath.parse("/dev/null"))).isEmpty();
    }
}
