package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class LinuxMachineTest {

    private static final String WSL2 = "5.15.133.1-microsoft-standard-WSL2\n";
    private static final String VENDOR = "sys/class/dmi/id/sys_vendor";

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        ".dockerenv, '', DOCKER",
        "run/.containerenv, '', PODMAN",
        "run/systemd/container, systemd-nspawn, NSPAWN",
        "run/systemd/container, lxc, LXC",
        "run/systemd/container, rocket, OTHER_CONTAINER",
        "proc/1/environ, 'TERM=linux\0container=lxc\0', LXC",
        "proc/1/environ, 'TERM=linux\0notcontainer=lxc\0', UNKNOWN",
        "proc/sys/kernel/osrelease, 5.15.133.1-microsoft-standard-WSL2, WSL_2",
        "proc/sys/kernel/osrelease, 4.4.0-19041-Microsoft, WSL_1",
        "sys/class/dmi/id/sys_vendor, QEMU, QEMU",
        "sys/class/dmi/id/bios_vendor, BHYVE, BHYVE",
        "sys/hypervisor/type, xen, XEN",
        "proc/device-tree/hypervisor/compatible, 'linux,kvm\0', KVM",
        "proc/device-tree/hypervisor/compatible, 'xen,xen-4.14\0xen,xen\0', XEN",
        "proc/device-tree/fw-cfg@9020000/name, fw-cfg, QEMU",
        "proc/device-tree/model, Raspberry Pi, UNKNOWN",
        "proc/cpuinfo, 'flags : fpu hypervisor', OTHER_VIRTUAL_MACHINE",
        "proc/cpuinfo, 'flags : fpu', UNKNOWN"
    })
    void read_oneFile_tellsTheMachine(String path, String text, Platform expected) throws Exception {
        root().with(path, text);

        assertThat(read().platform()).isEqualTo(expected);
    }

    @Test
    void read_emptyRoot_isUnknown() {
        assertThat(read()).isEqualTo(Machine.UNKNOWN);
    }

    @Test
    void read_machineFound_saysWhatSaysSo() throws Exception {
        root().with(VENDOR, "QEMU\n");

        assertThat(read().evidence()).containsExactly("DMI vendor QEMU");
    }

    @Test
    void read_dockerInWsl2_isTheContainer() throws Exception {
        root().with(".dockerenv", "").with("proc/sys/kernel/osrelease", WSL2);

        assertThat(read().platform()).isEqualTo(Platform.DOCKER);
    }

    @Test
    void read_wslThatCallsItselfContainer_isWsl() throws Exception {
        root().with("proc/1/environ", "container=wsl\0").with("proc/sys/kernel/osrelease", WSL2);

        assertThat(read().platform()).isEqualTo(Platform.WSL_2);
    }

    @Test
    void read_containerOnQemu_isTheContainer() throws Exception {
        root().with("run/.containerenv", "").with(VENDOR, "QEMU\n");

        assertThat(read().platform()).isEqualTo(Platform.PODMAN);
    }

    @ParameterizedTest(name = "features {0}")
    @CsvSource({"00000800, UNKNOWN", "00002705, XEN", "00002f05, UNKNOWN", "garbage, XEN"})
    void read_xen_isGuestUnlessItRunsTheOthers(String features, Platform expected) throws Exception {
        root().with("sys/hypervisor/type", "xen\n").with("sys/hypervisor/properties/features", features + "\n");

        assertThat(read().platform()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run/systemd/container",
                "proc/1/environ",
                "proc/sys/kernel/osrelease",
                "proc/cpuinfo",
                "sys/hypervisor/type",
                VENDOR
            })
    void read_directoryInPlaceOfFile_isUnknown(String path) throws Exception {
        Files.createDirectories(directory.resolve(path));

        assertThat(read()).isEqualTo(Machine.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proc/1/environ", "proc/sys/kernel/osrelease", "proc/cpuinfo", VENDOR})
    void read_muchGarbage_isUnknown(String path) throws IOException {
        root().with(path, Garbage.bytes(5 << 20));

        assertThat(read()).isEqualTo(Machine.UNKNOWN);
    }

    @Test
    void read_escapeInNameOfContainer_isEscapedInEvidence() throws Exception {
        root().with("run/systemd/container", "\u001b[31mred\n");

        assertThat(read().evidence()).singleElement().asString().doesNotContain("\u001b");
    }

    private FakeRoot root() {
        return new FakeRoot(directory);
    }

    private Machine read() {
        return LinuxMachine.read(new SystemFiles(directory));
    }
}
