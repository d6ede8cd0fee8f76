package io.vmshare.cli.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Two network namespaces wired as libvirt wires a guest: the host's bridge virbr0 (192.168.122.1, fd00:122::1) and, behind
 * a cable into it, the guest (192.168.122.2, fd00:122::2). Each lives as long as a process of ours.
 */
final class GuestBridge implements AutoCloseable {

    private static final String WIRES = """
            ip link add virbr0 type bridge
            ip link set virbr0 up
            ip addr add 192.168.122.1/24 dev virbr0
            ip addr add fd00:122::1/64 dev virbr0 nodad
            ip link add vnet0 type veth peer name eth0 netns GUEST
            ip link set vnet0 master virbr0 up
            ip link set lo up
            """;

    private static final String GUEST_WIRES = """
            ip link set eth0 up
            ip addr add 192.168.122.2/24 dev eth0
            ip addr add fd00:122::2/64 dev eth0 nodad
            """;

    private final Process host = namespace();
    private final Process guest = namespace();

    private GuestBridge() throws IOException {}

    /** Makes the namespaces; skips the test, or fails it where tools are required, if that is not allowed. */
    static GuestBridge create() throws IOException, InterruptedException {
        for (String tool : List.of("unshare", "nsenter", "sh", "sleep", "ip")) {
            RequiredClient.require(tool);
        }
        if (new ProcessBuilder("unshare", "-n", "true").start().waitFor() != 0) {
            String reason = "not allowed to make a network namespace; run the tests as root";
            if (Boolean.getBoolean("share.requireClients")) {
                Assertions.fail(reason);
            }
            Assumptions.abort(reason);
        }
        GuestBridge bridge = new GuestBridge();
        try {
            bridge.inHost(WIRES.replace("GUEST", Long.toString(bridge.guest.pid())));
            bridge.inGuest(GUEST_WIRES);
        } catch (Throwable e) {
            bridge.close();
            throw e;
        }
        return bridge;
    }

    /** What a script printed and how it ended. */
    record Run(int exit, String out) {}

    /** Runs a script in the host's namespace and returns what it printed; it must not fail. */
    String inHost(String script) throws IOException, InterruptedException {
        Run run = run(host, script);
        assertThat(run.exit()).as("%s%n%s", script, run.out()).isZero();
        return run.out();
    }

    /** Runs a script in the guest's namespace and returns what it printed; it must not fail. */
    String inGuest(String script) throws IOException, InterruptedException {
        Run run = run(guest, script);
        assertThat(run.exit()).as("%s%n%s", script, run.out()).isZero();
        return run.out();
    }

    /** Runs a script in the guest's namespace. */
    Run tryInGuest(String script) throws IOException, InterruptedException {
        return run(guest, script);
    }

    /** Starts a command in the host's namespace, which the caller ends; its output goes to a file. */
    Process startInHost(Path output, List<String> command) throws IOException {
        List<String> words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(host.pid()), "-n"));
        words.addAll(command);
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static Process namespace() throws IOException {
        // "echo" tells that it is there; the shell's place is taken by sleep, so that it is one process to end
        Process process = new ProcessBuilder("unshare", "-n", "sh", "-c", "echo; exec sleep 120")
                .redirectError(Redirect.DISCARD)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        return process;
    }

    private static Run run(Process namespace, String script) throws IOException, InterruptedException {
        Path out = Files.createTempFile("net", ".out");
        ProcessBuilder builder = new ProcessBuilder(
                        "nsenter", "-t", Long.toString(namespace.pid()), "-n", "sh", "-ec", script)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(script).isTrue();
            return new Run(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
        }
    }

    @Override
    public void close() {
        host.destroyForcibly().onExit().join();
        guest.destroyForcibly().onExit().join();
    }
}
