package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What real machines call themselves, from the tables of samples. */
@Timeout(10)
class MachineTablesTest {

    private static final Map<String, Optional<Platform>> WORDS = Map.of(
            "qemu", Optional.of(Platform.QEMU),
            "virtualbox", Optional.of(Platform.VIRTUALBOX),
            "hyperv", Optional.of(Platform.HYPER_V),
            "vmware", Optional.of(Platform.VMWARE),
            "apple", Optional.of(Platform.APPLE),
            "kvm", Optional.of(Platform.KVM),
            "kvm-other", Optional.of(Platform.KVM),
            "vm-unknown", Optional.empty());

    static List<List<String>> dmi() {
        return Samples.rows("dmi.tsv");
    }

    @ParameterizedTest
    @MethodSource("dmi")
    void dmi_sample_isThePlatformExpected(List<String> row) {
        Dmi dmi = new Dmi(said(row.get(2)), said(row.get(1)), said(row.get(4)), said(row.get(5)), said(row.get(3)));

        assertThat(WORDS).containsKey(row.get(6));
        assertThat(dmi.machine().map(Machine::platform)).isEqualTo(WORDS.get(row.get(6)));
    }

    /** The traps: physical machines of makers who also make virtual ones, and names in the middle of others. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(nullValues = "none", textBlock = """
            Surface Pro 7, Microsoft Corporation, none
            Virtual Machine, Microsoft Corporation, HYPER_V
            Virtual Machine, Somebody, none
            ORACLE SERVER X8-2, Oracle Corporation, none
            VirtualBox, innotek GmbH, VIRTUALBOX
            m5.large, Amazon EC2, AMAZON
            m5.metal, Amazon EC2, none
            KVM Server, Red Hat, KVM
            MyKVM, Somebody, none
            ProLiant DL380, HPE, none
            """)
    void dmi_nearMiss_isToldApart(String product, String vendor, @Nullable Platform platform) {
        assertThat(new Dmi(product, vendor, "", "", "").machine().map(Machine::platform))
                .isEqualTo(Optional.ofNullable(platform));
    }

    static List<List<String>> releases() {
        return Samples.rows("osrelease.tsv");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void kernelRelease_sample_isTheWslExpected(List<String> row) {
        Map<String, Optional<Platform>> words = Map.of(
                "wsl1", Optional.of(Platform.WSL_1), "wsl2", Optional.of(Platform.WSL_2), "none", Optional.empty());

        assertThat(KernelRelease.wsl(row.get(0)).map(Machine::platform)).isEqualTo(words.get(row.get(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "flags : fpu hypervisor lahf_lm, true",
        "flags : fpu lahf_lm hypervisor, true",
        "flags : fpu hypervisors, false",
        "model name : hypervisor, false"
    })
    void cpuInfo_flag_isAWordAmongTheFlags(String line, boolean virtual) {
        assertThat(CpuInfo.isVirtual("processor : 0\n" + line.replace(" :", "\t\t:") + "\n"))
                .isEqualTo(virtual);
    }

    @ParameterizedTest
    @CsvSource({
        "'VirtualMac2,1', APPLE",
        "'VMware7,1', VMWARE",
        "'Parallels-ARM', PARALLELS",
        "'Macmini9,1', OTHER_VIRTUAL_MACHINE"
    })
    void macOs_model_isThePlatform(String model, Platform platform) {
        assertThat(MacProbe.machineOfModel(model).platform()).isEqualTo(platform);
    }

    @ParameterizedTest
    @CsvSource({
        "'innotek GmbH', 'VirtualBox', VIRTUALBOX",
        "'Microsoft Corporation', 'Virtual Machine', HYPER_V",
        "'Microsoft Corporation', 'Surface Laptop', UNKNOWN",
        "'QEMU', 'Standard PC (Q35 + ICH9, 2009)', QEMU"
    })
    void windows_registry_isThePlatform(String vendor, String product, Platform platform) {
        String query = "\r\nHKEY_LOCAL_MACHINE\\HARDWARE\\DESCRIPTION\\System\\BIOS\r\n"
                + "    BiosMajorRelease    REG_DWORD    0x0\r\n"
                + "    SystemManufacturer    REG_SZ    " + vendor + "\r\n"
                + "    SystemProductName    REG_SZ    " + product + "\r\n\r\n";

        assertThat(WindowsProbe.machineOfRegistry(query).platform()).isEqualTo(platform);
    }

    private static String said(String cell) {
        return cell.equals("-") ? "" : cell;
    }
}
