package io.vmshare.cli.vm;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/**
 * A guest of QEMU under software emulation: Debian's kernel and busybox, which run one script and power off. What is
 * written to its console is kept. {@link #close} ends it, whatever it does.
 *
 * <p>Not thread-safe.
 */
final class QemuGuest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path directory;
    private final GuestConsole console;

    private QemuGuest(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        this.console = new GuestConsole(process, directory);
    }

    /**
     * Returns a guest that is not started yet.
     *
     * @param script what it runs with busybox's shell once it has an address; files given along are in {@code /payload}
     */
    static Setup running(String script) {
        RequiredClient.require("qemu-system-x86_64");
        return new Setup(script);
    }

    /** How a guest is to be started. */
    static final class Setup {

        private final String script;
        private final Map<String, Path> payload = new LinkedHashMap<>();
        private final List<String> devices = new ArrayList<>();
        private int memoryMib = 256;
        private int interfaces;

        private Setup(String script) {
            this.script = script;
        }

        /**
         * Adds a network interface; the first one is {@code eth0} and asks for an address.
         *
         * @param netdev the value of {@code -netdev} without an id, such as {@code user}; the ids are n0, n1 and so on
         */
        Setup network(String netdev) {
            String id = "n" + interfaces++;
            devices.addAll(List.of("-netdev", netdev + ",id=" + id));
            devices.addAll(List.of("-device", "virtio-net-pci,romfile=,netdev=" + id));
            return this;
        }

        /** Adds a copy of a file or a tree, under {@code /payload}. */
        Setup payload(String name, Path source) {
            payload.put(name, source);
            return this;
        }

        /** Adds an image to be read as the first disk, which is mounted at {@code /mnt}. */
        Setup disk(Path image) {
            String file = image.toString().replace(",", ",,");
            devices.addAll(List.of("-drive", "if=none,id=disk,format=raw,readonly=on,file=" + file));
            devices.addAll(List.of("-device", "virtio-blk-pci,drive=disk"));
            return this;
        }

        /** Sets the size of its memory in MiB, which also holds what is given along; 256 unless set. */
        Setup memory(int mib) {
            this.memoryMib = mib;
            return this;
        }

        /** Switches it on and returns when its monitors listen. */
        QemuGuest boot() throws Exception {
            Path directory = Files.createTempDirectory("guest");
            try {
                QemuGuest guest = new QemuGuest(start(directory), directory);
                guest.awaitMonitors();
                return guest;
            } catch (Throwable e) {
                HostileTree.delete(directory);
                throw e;
            }
        }

        private Process start(Path directory) throws IOException, InterruptedException {
            List<String> words = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg,thread=multi"));
            words.addAll(List.of("-M", "q35", "-cpu", "max", "-smp", "2", "-m", memoryMib + "M"));
            words.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"));
            words.addAll(List.of("-device", "virtio-rng-pci", "-serial", "file:serial"));
            words.addAll(List.of("-qmp", "unix:qmp,server=on,wait=off", "-qmp", "unix:own,server=on,wait=off"));
            words.addAll(List.of("-kernel", GuestParts.kernel().toString()));
            words.addAll(List.of("-initrd", initramfs(directory).toString(), "-append"));
            // The console costs time, and so does what an emulated processor is checked for.
            words.add("console=ttyS0 quiet panic=-1 tsc=reliable no_timer_check mitigations=off nomodeset");
            words.addAll(devices);
            Process process = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out").toFile())
                    .start();
            process.getOutputStream().close();
            return process;
        }

        private Path initramfs(Path directory) throws IOException, InterruptedException {
            Initramfs initramfs = Initramfs.in(directory).file("run", script);
            for (Map.Entry<String, Path> one : payload.entrySet()) {
                initramfs.copy(one.getKey(), one.getValue());
            }
            return initramfs.pack();
        }
    }

    /** Returns the socket of the monitor that is for the program under test: it serves one client at a time. */
    Path qmpSocket() {
        return directory.resolve("qmp");
    }

    /** Connects to the monitor that is for the test. */
    QmpMonitor monitor() throws IOException {
        return QmpMonitor.of(directory.resolve("own"));
    }

    /** Returns what it has written to its console so far. */
    String serial() throws IOException {
        return console.text();
    }

    /** Returns where its console's text first matches; fails with the end of that text if it never does. */
    MatchResult awaitSerial(String regex) throws IOException, InterruptedException {
        return console.await(regex, PATIENCE);
    }

    private void awaitMonitors() throws Exception {
        try {
            Deadline.await("QEMU's monitors", this::isListening);
        } catch (Throwable e) {
            process.destroyForcibly().onExit().join();
            throw e;
        }
    }

    /** Asks the second monitor, which is there when the first one is. */
    private boolean isListening() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("QEMU does not start: " + console.complaints());
        }
        try (QmpMonitor monitor = monitor()) {
            return !monitor.human("info status").isEmpty();
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        HostileTree.delete(directory);
    }
}
