package io.vmshare.cli.vm;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A real QEMU with a QMP socket and a guest that has nothing to boot from: it starts at once and answers nothing. */
final class DisklessQemu implements AutoCloseable {

    private final Process process;
    private final Path directory;

    private DisklessQemu(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Starts QEMU with {@code options} and returns when it listens. */
    static DisklessQemu start(String... options) throws Exception {
        RequiredClient.require("qemu-system-x86_64");
        Path directory = Files.createTempDirectory("qemu");
        List<String> words = new ArrayList<>(List.of("qemu-system-x86_64", "-machine", "q35", "-accel", "tcg"));
        words.addAll(List.of("-nodefaults", "-display", "none", "-m", "32"));
        words.addAll(List.of("-qmp", "unix:" + directory.resolve("qmp") + ",server=on,wait=off"));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        DisklessQemu qemu = new DisklessQemu(process, directory);
        try {
            Deadline.await("QEMU greets", () -> qemu.greets() || !process.isAlive());
            if (!process.isAlive()) {
                throw new AssertionError("QEMU does not start: " + Files.readString(directory.resolve("log")));
            }
            return qemu;
        } catch (Throwable e) {
            qemu.close();
            throw e;
        }
    }

    String socket() {
        return directory.resolve("qmp").toString();
    }

    /** Asks the human monitor, when no other client is connected, and returns what it prints. */
    String ask(String command) throws IOException {
        try (QmpMonitor monitor = monitor()) {
            return monitor.human(command);
        }
    }

    /** Returns whether a port of 127.0.0.1 is forwarded. */
    boolean forwards(int hostPort) throws IOException {
        return Pattern.compile("HOST_FORWARD] +\\d+ +127\\.0\\.0\\.1 +" + hostPort + " ")
                .matcher(ask("info usernet"))
                .find();
    }

    /** Returns the host's port of the first forward to a port of the guest. */
    int hostPortOf(int guestPort) throws IOException {
        try (QmpMonitor monitor = monitor()) {
            return monitor.forwardedPorts(guestPort).get(0);
        }
    }

    private QmpMonitor monitor() throws IOException {
        return QmpMonitor.of(directory.resolve("qmp"));
    }

    private boolean greets() {
        try (QmpMonitor monitor = monitor()) {
            return !monitor.human("info status").isEmpty();
        } catch (IOException e) {
            return false; // the socket is made before QEMU listens on it
        }
    }

    /** Takes the place of the one client that QEMU serves. */
    SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("qmp")));
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        HostileTree.delete(directory);
    }
}
