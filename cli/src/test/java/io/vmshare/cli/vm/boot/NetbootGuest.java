package io.vmshare.cli.vm.boot;

import io.vmshare.cli.vm.GuestConsole;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/**
 * A machine under software emulation with no disk: what it runs comes through its network interface, which is on user
 * networking. What its firmware, its boot loader and its system write to the serial port is kept. {@link #close} ends it.
 *
 * <p>Not thread-safe.
 */
final class NetbootGuest implements AutoCloseable {

    private static final Path ROM = Path.of("/usr/lib/ipxe/qemu/pxe-virtio.rom");
    private static final Path FIRMWARE = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
    private static final Path VARIABLES = Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd");
    private static final int MEMORY_MIB = 1024; // iPXE and the kernel each hold an initrd whole

    private final Process process;
    private final Path directory;
    private final GuestConsole console;

    private NetbootGuest(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        this.console = new GuestConsole(process, directory);
    }

    /** Starts a machine with a BIOS whose DHCP server names {@code url} as what iPXE is to boot. */
    static NetbootGuest bios(String url) throws IOException {
        return bios(Files.createTempDirectory("netboot"), "bootfile=" + url.replace(",", ",,"));
    }

    /** As {@link #bios}, but the script comes by TFTP: then DHCP names no URL. */
    static NetbootGuest biosWithScript(String script) throws IOException {
        Path directory = Files.createTempDirectory("netboot");
        Path tftp = Files.createDirectory(directory.resolve("tftp"));
        Files.writeString(tftp.resolve("first.ipxe"), script);
        return bios(directory, "tftp=" + tftp + ",bootfile=first.ipxe");
    }

    private static NetbootGuest bios(Path directory, String bootfile) throws IOException {
        require(ROM, "ipxe-qemu");
        // Without graphics SeaBIOS, and with it iPXE, writes to the serial port.
        return start(
                directory,
                List.of("-M", "q35,graphics=off", "-boot", "n"),
                "user,id=n0," + bootfile,
                "virtio-net-pci,netdev=n0");
    }

    /** Starts a machine with UEFI that has {@code url} as its boot option: the firmware itself fetches over HTTP. */
    static NetbootGuest uefi(String url) throws IOException {
        Path directory = Files.createTempDirectory("netboot");
        OvmfVars.write(require(VARIABLES, "ovmf"), directory.resolve("vars"), url);
        // Without iPXE's ROM the firmware's own driver has the interface.
        return uefi(directory, "user,id=n0", "virtio-net-pci,netdev=n0,romfile=");
    }

    /** As {@link #bios}, on a machine with UEFI: iPXE comes as a driver of the firmware. */
    static NetbootGuest uefiWithIpxe(String url) throws IOException {
        require(ROM, "ipxe-qemu");
        Path directory = Files.createTempDirectory("netboot");
        Files.copy(require(VARIABLES, "ovmf"), directory.resolve("vars"));
        return uefi(directory, "user,id=n0,bootfile=" + url.replace(",", ",,"), "virtio-net-pci,netdev=n0");
    }

    private static NetbootGuest uefi(Path directory, String netdev, String device) throws IOException {
        String flash = "if=pflash,format=raw,unit=";
        List<String> words = new ArrayList<>(List.of("-M", "q35", "-boot", "n"));
        words.addAll(List.of("-drive", flash + "0,readonly=on,file=" + require(FIRMWARE, "ovmf")));
        words.addAll(List.of("-drive", flash + "1,file=vars"));
        return start(directory, words, netdev, device);
    }

    private static NetbootGuest start(Path directory, List<String> machine, String netdev, String device)
            throws IOException {
        RequiredClient.require("qemu-system-x86_64");
        // One processor: of two, one may hang for minutes in code that the other patches (seen twice with QEMU 7.2).
        List<String> words = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg", "-smp", "1"));
        words.addAll(List.of("-cpu", "max", "-m", MEMORY_MIB + "M"));
        words.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"));
        words.addAll(List.of("-device", "virtio-rng-pci", "-serial", "stdio"));
        words.addAll(machine);
        words.addAll(List.of("-netdev", netdev, "-device", device));
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("serial").toFile())
                .redirectError(directory.resolve("out").toFile())
                .start();
        return new NetbootGuest(process, directory);
    }

    /** Returns where its console's text first matches; fails with the end of that text if it never does. */
    MatchResult awaitSerial(String regex, Duration patience) throws IOException, InterruptedException {
        return console.await(regex, patience);
    }

    /** Types keys, as its serial port sends them; whatever reads them must be there already. */
    void type(String keys) throws IOException {
        OutputStream port = process.getOutputStream();
        port.write(keys.getBytes(StandardCharsets.US_ASCII));
        port.flush();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        HostileTree.delete(directory);
    }

    private static Path require(Path file, String debianPackage) {
        return Files.isRegularFile(file)
                ? file
                : RequiredClient.missing(file + " is not installed (package " + debianPackage + ")");
    }
}
