package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class CpuInfoTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            flags\t\t: fpu hypervisor lahf_lm            | true
            flags\t\t: fpu vme hypervisor                | true
            flags\t\t: fpu nohypervisor hypervisor_x     | false
            flags\t\t: fpu vme                           | false
            model name\t: hypervisor                     | false
            Features\t: fp asimd evtstrm                 | false
            ''                                           | false
            """)
    void isVirtual_oneLine_isTheFlagAsAWord(String line, boolean expected) {
        assertThat(CpuInfo.isVirtual("processor\t: 0\n" + line + "\n")).isEqualTo(expected);
    }
}
