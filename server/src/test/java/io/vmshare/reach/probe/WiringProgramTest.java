package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class WiringProgramTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"passt,passt", "passt.avx2,passt", "limactl,limactl", "colima,colima"})
    void named_wiringProgram_isItsOwnName(String process, String expected) {
        assertThat(WiringProgram.named(process)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pass", "passthrough", "mypasst", "PASST", "passt2", "pasta", "qemu-system-x86"})
    void named_otherProgram_isNone(String process) {
        assertThat(WiringProgram.named(process)).isEmpty();
    }

    @Test
    void in_listOfNames_areThoseThatWire() {
        assertThat(WiringProgram.in("launchd\r\n passt.avx2 \nlimactl\n\nlimactl\nzsh"))
                .containsExactlyInAnyOrder("passt", "limactl");
    }
}
