package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class DmiTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void machine_realFirmware_isTheOneExpected(List<String> row) {
        Dmi dmi = new Dmi(cell(row, 2), cell(row, 1), cell(row, 4), cell(row, 5), cell(row, 3));

        assertThat(platform(dmi)).isEqualTo(expected(row.get(6)));
    }

    @Test
    void rows_sample_areThere() {
        assertThat(rows()).hasSize(10);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Surface Pro          | Microsoft Corporation
            Virtual Machine      | ACME
            SPARC T8             | Oracle Corporation
            m5.metal             | Amazon EC2
            Not a QEMU           | ACME
            MyVMware             | ACME
            qemu                 | ACME
            """)
    void machine_nearMiss_isNone(String product, String vendor) {
        assertThat(new Dmi(product, vendor, vendor, vendor, "").machine()).isEmpty();
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            m5.large          | Amazon EC2            | AMAZON
            Virtual Machine   | Microsoft Corporation | HYPER_V
            KVM               | QEMU                  | KVM
            20N2S00600        | Xen                   | XEN
            Parallels ARM VM  | Parallels             | PARALLELS
            """)
    void machine_nameOfPlatform_isItsPlatform(String product, String vendor, Platform expected) {
        assertThat(platform(new Dmi(product, vendor, "", "", ""))).isEqualTo(expected);
    }

    @Test
    void machine_controlCharacterInName_isEscapedInEvidence() {
        Machine machine = new Dmi("QEMU\u001b[31m", "", "", "", "").machine().orElseThrow();

        assertThat(machine.evidence()).singleElement().asString().doesNotContain("\u001b");
    }

    private static Platform platform(Dmi dmi) {
        return dmi.machine().orElse(Machine.UNKNOWN).platform();
    }

    private static Platform expected(String word) {
        return switch (word) {
            case "qemu" -> Platform.QEMU;
            case "virtualbox" -> Platform.VIRTUALBOX;
            case "hyperv" -> Platform.HYPER_V;
            case "vmware" -> Platform.VMWARE;
            case "apple" -> Platform.APPLE;
            case "kvm", "kvm-other" -> Platform.KVM;
            case "vm-unknown" -> Platform.UNKNOWN; // DMI alone does not tell
            default -> throw new AssertionError("unknown word: " + word);
        };
    }

    private static String cell(List<String> row, int column) {
        String cell = row.get(column);
        return cell.equals("-") ? "" : cell;
    }

    private static List<List<String>> rows() {
        return Samples.rows("dmi.tsv");
    }
}
