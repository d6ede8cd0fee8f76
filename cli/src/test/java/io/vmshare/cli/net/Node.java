package io.vmshare.cli.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.Command;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine in a network of its own, made of namespaces: it shares the files of the one below, but not those that tell what
 * that is, so that a container or a virtual machine that runs the tests looks physical. It has no name and lives as long as
 * one process, which ends when its input does: with the test, however that ends.
 */
final class Node implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Builds another root of what is in the real one, without the marks of containers and of hypervisors. */
    private static final String MACHINE = """
            root=/run/root
            mount -t tmpfs tmpfs /run
            mkdir $root
            for one in /*; do
                if [ -L "$one" ]; then
                    cp -a "$one" $root
                elif [ -d "$one" ] && [ "$one" != /run ] && [ "$one" != /sys ]; then
                    mkdir "$root$one"
                    mount --rbind "$one" "$root$one"
                fi
            done
            mkdir -p $root/run/sysfs $root/sys/class/dmi/id
            mount -t sysfs sysfs $root/run/sysfs
            ln -s /run/sysfs/class/net $root/sys/class/net
            echo "$1" > $root/sys/class/dmi/id/sys_vendor
            echo "$2" > $root/sys/class/dmi/id/product_name
            sed 's/hypervisor//' /proc/cpuinfo > $root/run/cpuinfo
            echo 6.1.0-28-amd64 > $root/run/osrelease
            mount --bind $root/run/cpuinfo $root/proc/cpuinfo
            mount --bind $root/run/osrelease $root/proc/sys/kernel/osrelease
            mount --bind /dev/null $root/proc/1/environ
            ip link set lo up
            echo made
            exec chroot $root cat
            """;

    private final Process process;

    private Node(Process process) {
        this.process = process;
    }

    /** Skips the test, or fails it where tools are required, if namespaces cannot be made. */
    static void require() throws IOException, InterruptedException {
        Command.require("unshare", "nsenter", "mount", "chroot", "ip", "curl");
        if (new ProcessBuilder("unshare", "-n", "-m", "true").start().waitFor() != 0) {
            RequiredClient.missing("not allowed to make a network namespace; run the tests as root");
        }
    }

    /** Makes a machine with a loopback interface and nothing else, whose firmware names nobody who emulates it. */
    static Node physical() throws IOException {
        return emulatedBy("Board Company", "Board 1");
    }

    /** Makes a machine whose firmware names this vendor and product. */
    static Node emulatedBy(String vendor, String product) throws IOException {
        Process process = new ProcessBuilder("unshare", "-n", "-m", "sh", "-ec", MACHINE, "sh", vendor, product)
                .redirectErrorStream(true)
                .start();
        String said = process.inputReader().readLine();
        if (!"made".equals(said)) {
            process.destroyForcibly();
            throw new IOException("no machine: " + said);
        }
        return new Node(process);
    }

    /** Returns the process that the machine lives by. */
    long pid() {
        return process.pid();
    }

    /** Returns the command that replaces itself, on this machine, by the one that follows it. */
    String[] prefix() {
        return new String[] {"nsenter", "-t", Long.toString(pid()), "-n", "-m", "-r", "-w"};
    }

    /** Runs a script on this machine, which must not fail, and returns what it printed. */
    String run(String script) throws IOException, InterruptedException {
        Command done = attempt("sh", "-ec", script);
        assertThat(done.exit()).as("%s%n%s%s", script, done.out(), done.err()).isZero();
        return done.out();
    }

    /** Runs a command on this machine. */
    Command attempt(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(prefix()));
        line.addAll(List.of(words));
        return Command.run(Path.of("/"), PATIENCE, line.toArray(new String[0]));
    }

    /** Fetches a URL on this machine, without a proxy. */
    Command fetch(String url, Path file) throws IOException, InterruptedException {
        return attempt("curl", "-gsSv", "--noproxy", "*", "-m", "10", "-o", file.toString(), url);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
