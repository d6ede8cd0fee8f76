package io.vmshare.cli.vm;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real QEMU with a QMP socket and a guest that has nothing to boot from: it starts at once and answers nothing. */
final class DisklessQemu implements AutoCloseable {

    private static final String CONNECTION = "{\"execute\":\"qmp_capabilities\"}";

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

    /** Asks the human monitor, when no other client is connected, and returns QEMU's reply as it came. */
    String ask(String command) throws IOException {
        try (SocketChannel qmp = connect()) {
            line(qmp);
            send(qmp, CONNECTION);
            line(qmp);
            send(qmp, "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"" + command + "\"}}");
            return line(qmp);
        }
    }

    /** Returns whether a port of 127.0.0.1 is forwarded. */
    boolean forwards(int hostPort) throws IOException {
        return Pattern.compile("HOST_FORWARD]\\s+\\d+\\s+127\\.0\\.0\\.1\\s+" + hostPort + " ")
                .matcher(ask("info usernet"))
                .find();
    }

    /** Returns the host's port of the first forward to a port of the guest. */
    int hostPortOf(int guestPort) throws IOException {
        String text = ask("info usernet");
        Matcher rule = Pattern.compile("127\\.0\\.0\\.1\\s+(\\d+)\\s+10\\.0\\.2\\.15\\s+" + guestPort + " ")
                .matcher(text);
        if (!rule.find()) {
            throw new AssertionError("no forward to port " + guestPort + " in: " + text);
        }
        return Integer.parseInt(rule.group(1));
    }

    private boolean greets() {
        try (SocketChannel qmp = connect()) {
            return line(qmp).contains("QMP");
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

    private static void send(SocketChannel qmp, String text) throws IOException {
        qmp.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    /** Reads a reply, which is not an event. */
    private static String line(SocketChannel qmp) throws IOException {
        StringBuilder line = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (qmp.read(one) > 0) {
            char next = (char) one.flip().get();
            one.clear();
            if (next != '\n') {
                line.append(next);
            } else if (line.indexOf("{\"timestamp\"") == 0 || line.indexOf("\"event\"") > 0) {
                line.setLength(0);
            } else {
                return line.toString();
            }
        }
        throw new IOException("QEMU closed the monitor; last: " + line);
    }

    @Override
    public void close() throws IOException {
        kill();
        HostileTree.delete(directory);
    }
}
