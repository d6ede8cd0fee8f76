package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class KernelReleaseTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void wsl_realRelease_isTheOneExpected(List<String> row) {
        assertThat(KernelRelease.wsl(row.get(0)).orElse(Machine.UNKNOWN).platform())
                .isEqualTo(expected(row.get(1)));
    }

    @Test
    void rows_sample_areThere() {
        assertThat(rows()).hasSize(5);
    }

    @Test
    void wsl_nothing_isNone() {
        assertThat(KernelRelease.wsl("")).isEmpty();
    }

    private static Platform expected(String word) {
        return switch (word) {
            case "wsl1" -> Platform.WSL_1;
            case "wsl2" -> Platform.WSL_2;
            case "none" -> Platform.UNKNOWN;
            default -> throw new AssertionError("unknown word: " + word);
        };
    }

    private static List<List<String>> rows() {
        return Samples.rows("osrelease.tsv");
    }
}
