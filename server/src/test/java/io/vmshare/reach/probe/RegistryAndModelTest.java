package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.Machine.Platform;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Windows and macOS call the machine. */
@Timeout(10)
class RegistryAndModelTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Microsoft Corporation | Virtual Machine         | HYPER_V
            VMware, Inc.          | VMware7,1               | VMWARE
            innotek GmbH          | VirtualBox              | VIRTUALBOX
            QEMU                  | Standard PC (Q35, 2009) | QEMU
            Microsoft Corporation | Surface Pro             | UNKNOWN
            LENOVO                | 20N2S00600              | UNKNOWN
            """)
    void machineOfRegistry_queryAsPrinted_isThePlatform(String vendor, String product, Platform expected) {
        String query = "\r\nHKEY_LOCAL_MACHINE\\HARDWARE\\DESCRIPTION\\System\\BIOS\r\n"
                + "    BiosMajorRelease    REG_DWORD    0x4\r\n"
                + "    BIOSVendor    REG_SZ    \r\n"
                + "    SystemManufacturer    REG_SZ    " + vendor + "\r\n"
                + "    SystemProductName    REG_SZ    " + product + "\r\n\r\n";

        assertThat(WindowsProbe.machineOfRegistry(query).platform()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "'', UNKNOWN",
        "ERROR: The system was unable to find the specified registry key or value., UNKNOWN",
        "'    XSystemProductName    REG_SZ    QEMU', UNKNOWN",
        "'    SystemProductName    REG_DWORD    QEMU', UNKNOWN",
        "'    SystemProductName    REG_SZ    QEMU', QEMU"
    })
    void machineOfRegistry_oneLine_isReadOnlyIfItIsTheValue(String query, Platform expected) {
        assertThat(WindowsProbe.machineOfRegistry(query).platform()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', textBlock = """
            VirtualMac2,1  | APPLE
            VMware7,1      | VMWARE
            Parallels17,1  | PARALLELS
            MacBookPro18,1 | OTHER_VIRTUAL_MACHINE
            ''             | OTHER_VIRTUAL_MACHINE
            """)
    void machineOfModel_modelOfGuest_isThePlatform(String model, Platform expected) {
        assertThat(MacProbe.machineOfModel(model).platform()).isEqualTo(expected);
    }
}
